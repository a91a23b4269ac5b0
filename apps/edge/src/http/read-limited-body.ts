/** What can be wrong with a body before it is read: it has too many bytes, or the caller hung up during its upload. */
export type BodyReadProblem = 'too large' | 'incomplete'

async function* readChunks({ body }: Request, toError: (problem: BodyReadProblem) => Error) {
  try {
    yield* body ?? []
  } catch {
    throw toError('incomplete')
  }
}

/**
 * Returns the bytes of a body. No more of them are read than it may have.
 *
 * @param maxBytes - in bytes
 * @param toError - makes the error for a body that cannot be read
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
