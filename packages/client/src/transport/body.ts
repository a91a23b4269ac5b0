import { type BodyReader, bodyReader } from '@export-buckets/digest/client'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import type { AtlasRequest } from '../fetch.ts'
import { type Answered, isSuccess, responseOf, textOf } from './answered.ts'
import { failure } from './failure.ts'
import type { SentCredentials } from './sent-credentials.ts'

const errorBodyLimit = 64 * 1024

type Bytes = Uint8Array<ArrayBuffer>

/** What reads the body of a call's answer, where something does: whoever ends the call has to cancel it. */
export interface Reading {
  reader: BodyReader | undefined
}

/** The first `limit` bytes of chunks; a small body comes in one, which is not copied. */
function joined(chunks: readonly Bytes[], limit: number): Bytes {
  const [first = new Uint8Array()] = chunks
  if (chunks.length < 2 && first.byteLength <= limit) return first
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole.subarray(0, limit)
}

/** Reads at most `limit` bytes, and cancels what comes after them. */
async function readBytes(reader: BodyReader, limit: number): Promise<Bytes> {
  const chunks: Bytes[] = []
  let size = 0
  while (size < limit) {
    const chunk = await reader.read()
    if (chunk === undefined) break
    chunks.push(chunk)
    size += chunk.byteLength
  }
  if (size >= limit) reader.cancel()
  return joined(chunks, limit)
}

function bodyTooLarge({ method, url }: AtlasRequest, limit: number): UnexpectedResponseError {
  const message = `the body has more than ${limit} bytes, the limit that maxResponseSize sets`
  const where = `${method} ${new URL(url).pathname}`
  return new UnexpectedResponseError({ where, issues: [{ path: [], code: 'rule', message }] })
}

/**
 * Reads a body into memory: whole for a success, the first 64 KiB of an error.
 *
 * @throws NetworkError when the connection breaks before the body ends, or the body cannot be read
 * @throws UnexpectedResponseError when a success has more bytes than it may have
 */
export type ReadWhole = (
  request: AtlasRequest,
  response: Response,
  status: number,
  call: Reading,
) => Promise<Answered>

/**
 * Makes what reads bodies.
 *
 * @param maxSize - how many bytes the body of a success may have, once it is decompressed
 * @param credentials - what the client has sent
 */
export function wholeReader(maxSize: number, credentials: SentCredentials): ReadWhole {
  return async (request, response, status, call) => {
    const isWhole = isSuccess(status)
    let body: Bytes
    try {
      const reader = bodyReader(response)
      call.reader = reader
      // One byte more tells a body that is too large from one that just fits.
      body = await readBytes(reader, isWhole ? maxSize + 1 : errorBodyLimit)
    } catch (cause) {
      throw failure(request, cause)
    }
    if (isWhole && body.byteLength > maxSize) throw bodyTooLarge(request, maxSize)
    return { response, status, body, authorizations: credentials.of(request) }
  }
}

/**
 * Reads the first 64 KiB of an error's body, before the layer that reads bodies does. An abort cancels it.
 *
 * @returns the text, and a response whose body is the same
 * @throws NetworkError when the connection breaks before the body ends, or the body cannot be read
 */
export async function peekError(
  request: AtlasRequest,
  response: Response,
): Promise<{ readonly text: string; readonly response: Response }> {
  const { signal } = request
  let reader: BodyReader | undefined
  const cancel = () => reader?.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    reader = bodyReader(response)
    const body = await readBytes(reader, errorBodyLimit)
    signal.throwIfAborted()
    const { status } = response
    return { text: textOf({ body }), response: responseOf({ response, status, body }) }
  } catch (cause) {
    throw failure(request, cause)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Gives up a response that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  try {
    bodyReader(response).cancel()
  } catch {
    // What cannot be read need not be given up.
  }
}
