import { type BodyReader, createBodyReader } from '@export-buckets/digest/client'
import { toRequestError } from '../errors/connection-errors.ts'
import { UnexpectedResponseError } from '../errors/response-errors.ts'
import { type AtlasRequest, isSuccess } from '../http.ts'
import type { SentCredentials } from '../secrets.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A response whose body is in memory, so that reading it cannot hang. */
export interface BufferedResponse {
  /** The original response, whose body was read. */
  readonly response: Response
  /** The response's status, read once: in Node, each access to a response goes through a proxy. */
  readonly status: number
  readonly body: Bytes
  /** The `Authorization` values of the call, for errors to redact. */
  readonly authorizations: readonly string[]
}

const utf8 = /* @__PURE__ */ new TextDecoder()

/** Decodes the body to text, like `Response.text()`. */
export function bodyText({ body }: Pick<BufferedResponse, 'body'>): string {
  return utf8.decode(body)
}

/** The null body statuses of the Fetch standard: a `Response` with one of them has no body. */
const nullBodyStatuses = [101, 103, 204, 205, 304]

/** Converts a buffered response to a `Response` with an unread body. */
export function toResponse({
  response,
  status,
  body,
}: Omit<BufferedResponse, 'authorizations'>): Response {
  if (response.body === null) return response
  // node-fetch returns an empty stream for these statuses.
  return new Response(nullBodyStatuses.includes(status) ? null : body, response)
}

const maxErrorBodyBytes = 64 * 1024

/** Holds the reader of a call's body, so that the end of the call can cancel it. */
export interface BodyReaderState {
  reader: BodyReader | undefined
}

/** Returns the first `limit` bytes of chunks. A single chunk is not copied. */
function concatChunks(chunks: readonly Bytes[], limit: number): Bytes {
  const [first = new Uint8Array()] = chunks
  if (chunks.length < 2 && first.byteLength <= limit) return first
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes.subarray(0, limit)
}

/** Reads at most `limit` bytes, and cancels the rest. */
async function readUpTo(reader: BodyReader, limit: number): Promise<Bytes> {
  const chunks: Bytes[] = []
  let size = 0
  while (size < limit) {
    const chunk = await reader.read()
    if (chunk === undefined) break
    chunks.push(chunk)
    size += chunk.byteLength
  }
  if (size >= limit) reader.cancel()
  return concatChunks(chunks, limit)
}

function bodyTooLargeError({ method, url }: AtlasRequest, limit: number): UnexpectedResponseError {
  const message = `the body exceeds maxResponseSize (${limit} bytes)`
  const endpoint = `${method} ${new URL(url).pathname}`
  return new UnexpectedResponseError({ endpoint, issues: [{ path: [], code: 'rule', message }] })
}

/**
 * Reads a body into memory: all of a success, the first 64 KiB of an error.
 *
 * @throws NetworkError when the connection breaks before the body ends, or the body is unreadable
 * @throws UnexpectedResponseError when a success exceeds the maximum size
 */
export type BufferBody = (
  request: AtlasRequest,
  response: Response,
  status: number,
  state: BodyReaderState,
) => Promise<BufferedResponse>

/**
 * Creates the function that reads bodies.
 *
 * @param maxBodyBytes - the maximum size of a success, after decompression
 * @param credentials - the credentials that the client has sent
 */
export function createBufferBody(maxBodyBytes: number, credentials: SentCredentials): BufferBody {
  return async (request, response, status, state) => {
    const isSuccessStatus = isSuccess(status)
    let body: Bytes
    try {
      const reader = createBodyReader(response)
      state.reader = reader
      // One more byte distinguishes a body that is too large from one that just fits.
      body = await readUpTo(reader, isSuccessStatus ? maxBodyBytes + 1 : maxErrorBodyBytes)
    } catch (cause) {
      throw toRequestError(request, cause)
    }
    if (isSuccessStatus && body.byteLength > maxBodyBytes)
      throw bodyTooLargeError(request, maxBodyBytes)
    return { response, status, body, authorizations: credentials.forCall(request) }
  }
}

/**
 * Reads the first 64 KiB of an error's body, for a layer below the one that reads bodies. An abort cancels it.
 *
 * @returns the text, and a response with the same body, unread
 * @throws NetworkError when the connection breaks before the body ends, or the body is unreadable
 */
export async function peekErrorBody(
  request: AtlasRequest,
  response: Response,
): Promise<{ readonly text: string; readonly response: Response }> {
  const { signal } = request
  let reader: BodyReader | undefined
  const cancel = () => reader?.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    reader = createBodyReader(response)
    const body = await readUpTo(reader, maxErrorBodyBytes)
    signal.throwIfAborted()
    const { status } = response
    return { text: bodyText({ body }), response: toResponse({ response, status, body }) }
  } catch (cause) {
    throw toRequestError(request, cause)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Cancels the body of a response that is not needed, which frees its connection. */
export function cancelBody(response: Response): void {
  try {
    createBodyReader(response).cancel()
  } catch {
    // An unreadable body needs no cancelling.
  }
}
