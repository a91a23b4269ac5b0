import { type BodyReader, createBodyReader } from '@export-buckets/digest/client'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import type { AtlasRequest } from '../fetch.ts'
import { type BufferedResponse, bodyText, isSuccess, toResponse } from './buffered-response.ts'
import { toRequestError } from './request-error.ts'
import type { SentCredentials } from './sent-credentials.ts'

const maxErrorBodyBytes = 64 * 1024

type Bytes = Uint8Array<ArrayBuffer>

/** What reads the body of a call's answer, where something does: whoever ends the call has to cancel it. */
export interface ReadState {
  reader: BodyReader | undefined
}

/** The first `limit` bytes of chunks; a small body comes in one, which is not copied. */
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

/** Reads at most `limit` bytes, and cancels what comes after them. */
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
  const message = `the body has more than ${limit} bytes, the limit that maxResponseSize sets`
  const endpoint = `${method} ${new URL(url).pathname}`
  return new UnexpectedResponseError({ endpoint, issues: [{ path: [], code: 'rule', message }] })
}

/**
 * Reads a body into memory: whole for a success, the first 64 KiB of an error.
 *
 * @throws NetworkError when the connection breaks before the body ends, or the body cannot be read
 * @throws UnexpectedResponseError when a success has more bytes than it may have
 */
export type BufferBody = (
  request: AtlasRequest,
  response: Response,
  status: number,
  state: ReadState,
) => Promise<BufferedResponse>

/**
 * Makes what reads bodies.
 *
 * @param maxBodyBytes - how many bytes the body of a success may have, once it is decompressed
 * @param credentials - what the client has sent
 */
export function createBufferBody(maxBodyBytes: number, credentials: SentCredentials): BufferBody {
  return async (request, response, status, state) => {
    const isSuccessStatus = isSuccess(status)
    let body: Bytes
    try {
      const reader = createBodyReader(response)
      state.reader = reader
      // One byte more tells a body that is too large from one that just fits.
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
 * Reads the first 64 KiB of an error's body, before the layer that reads bodies does. An abort cancels it.
 *
 * @returns the text, and a response whose body is the same
 * @throws NetworkError when the connection breaks before the body ends, or the body cannot be read
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

/** Gives up a response that nobody will read, so that its connection is free again. */
export function cancelBody(response: Response): void {
  try {
    createBodyReader(response).cancel()
  } catch {
    // What cannot be read need not be given up.
  }
}
