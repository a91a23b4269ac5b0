import type { AtlasRequest } from '../fetch.ts'
import { type Answered, isSuccess, responseOf, textOf } from './answered.ts'
import { failure } from './failure.ts'

const errorBodyLimit = 64 * 1024

type Bytes = Uint8Array<ArrayBuffer>

/** What reads the body of a call's answer, where something does: whoever ends the call has to cancel it. */
export interface Reading {
  reader: ReadableStreamDefaultReader | undefined
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
async function readBytes(
  reader: ReadableStreamDefaultReader<Bytes> | undefined,
  limit: number,
): Promise<Bytes> {
  const chunks: Bytes[] = []
  let size = 0
  while (size < limit) {
    const chunk = await reader?.read()
    if (chunk?.value === undefined) break
    chunks.push(chunk.value)
    size += chunk.value.byteLength
  }
  if (size >= limit) reader?.cancel().catch(() => undefined)
  return joined(chunks, limit)
}

/**
 * Reads a body into memory: whole for a success, the first 64 KiB of an error.
 *
 * @throws NetworkError when the connection breaks before the body ends
 */
export async function readWhole(
  request: AtlasRequest,
  response: Response,
  status: number,
  call: Reading,
): Promise<Answered> {
  const limit = isSuccess(status) ? Number.POSITIVE_INFINITY : errorBodyLimit
  const reader = response.body?.getReader()
  call.reader = reader
  try {
    return { response, status, body: await readBytes(reader, limit) }
  } catch (cause) {
    throw failure(request, cause)
  }
}

/**
 * Reads the first 64 KiB of an error's body, before the layer that reads bodies does. An abort cancels it.
 *
 * @returns the text, and a response whose body is the same
 * @throws NetworkError when the connection breaks before the body ends
 */
export async function peekError(
  request: AtlasRequest,
  response: Response,
): Promise<{ readonly text: string; readonly response: Response }> {
  const { signal } = request
  const reader = response.body?.getReader()
  const cancel = () => void reader?.cancel().catch(() => undefined)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const body = await readBytes(reader, errorBodyLimit)
    signal.throwIfAborted()
    const answered = { response, status: response.status, body }
    return { text: textOf(answered), response: responseOf(answered) }
  } catch (cause) {
    throw failure(request, cause)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Gives up a response that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined)
}
