import { failure } from './failure.ts'

const errorBodyLimit = 64 * 1024

async function beginningOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size >= errorBodyLimit) break
  }
  return new Blob(chunks).slice(0, errorBodyLimit)
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
    const content = ok ? await response.blob() : await beginningOf(body)
    return new Response(content, { status, statusText, headers })
  } catch (cause) {
    throw failure(request, cause)
  }
}

/** Gives up a response that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined)
}
