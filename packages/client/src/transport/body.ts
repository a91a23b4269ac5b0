import type { AtlasRequest } from '../fetch.ts'
import { type Answered, isSuccess } from './answered.ts'
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
  const chunks: Bytes[] = []
  const limit = isSuccess(status) ? Number.POSITIVE_INFINITY : errorBodyLimit
  const reader = response.body?.getReader()
  call.reader = reader
  try {
    let size = 0
    while (size < limit) {
      const chunk = await reader?.read()
      if (chunk?.value === undefined) break
      chunks.push(chunk.value)
      size += chunk.value.byteLength
    }
    if (size >= limit) reader?.cancel().catch(() => undefined)
    return { response, status, body: joined(chunks, limit) }
  } catch (cause) {
    throw failure(request, cause)
  }
}

/** Gives up a response that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined)
}
