/** The reason why a body cannot be read: it exceeds the limit, or the client disconnected during the upload. */
export type BodyReadProblem = 'too large' | 'incomplete'

async function* readChunks({ body }: Request, toError: (problem: BodyReadProblem) => Error) {
  try {
    yield* body ?? []
  } catch {
    throw toError('incomplete')
  }
}

/**
 * Reads a body up to a maximum size.
 *
 * Hono's `bodyLimit` does not fit: it checks the size before the handler, but Atlas checks the query and the bucket first.
 *
 * @param toError - creates the error for a body that cannot be read
 */
export async function readLimitedBody(
  request: Request,
  maxBytes: number,
  toError: (problem: BodyReadProblem) => Error,
): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of readChunks(request, toError)) {
    size += chunk.length
    if (size > maxBytes) throw toError('too large')
    chunks.push(chunk)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
