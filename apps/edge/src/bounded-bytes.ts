/** What can be wrong with a body before it is read: it has too many bytes, or the caller hung up during its upload. */
export type BodyProblem = 'too large' | 'incomplete'

async function* chunksOf({ body }: Request, errorFor: (problem: BodyProblem) => Error) {
  try {
    yield* body ?? []
  } catch {
    throw errorFor('incomplete')
  }
}

/**
 * Returns the bytes of a body. No more of them are read than it may have.
 *
 * @param most - in bytes
 * @param errorFor - makes the error for a body that cannot be read
 */
export async function boundedBytes(
  request: Request,
  most: number,
  errorFor: (problem: BodyProblem) => Error,
): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of chunksOf(request, errorFor)) {
    size += chunk.length
    if (size > most) throw errorFor('too large')
    chunks.push(chunk)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
