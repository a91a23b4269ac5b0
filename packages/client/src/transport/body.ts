import { failure } from './failure.ts'

const errorBodyLimit = 64 * 1024

type Bytes = Uint8Array<ArrayBuffer>

async function read(
  body: ReadableStream<Bytes>,
  limit: number,
  signal: AbortSignal,
): Promise<Blob> {
  const reader = body.getReader()
  const cancel = () => reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', cancel)
  const chunks: Bytes[] = []
  try {
    for (let size = 0; size < limit; ) {
      const { value } = await reader.read()
      if (value === undefined) break
      chunks.push(value)
      size += value.byteLength
    }
    signal.throwIfAborted()
    return new Blob(chunks).slice(0, limit)
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}

/**
 * The same response with its body in memory, so that whoever reads it cannot hang: whole for a success, the first
 * 64 KiB of an error.
 *
 * @throws NetworkError when the connection breaks before the body ends
 */
export async function readWhole(request: Request, response: Response): Promise<Response> {
  const { ok, body, status, statusText, headers } = response
  if (body === null) return response
  try {
    const limit = ok ? Number.POSITIVE_INFINITY : errorBodyLimit
    const content = await read(body, limit, request.signal)
    return new Response(content, { status, statusText, headers })
  } catch (cause) {
    throw failure(request, cause)
  }
}

/** Gives up a response that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined)
}
