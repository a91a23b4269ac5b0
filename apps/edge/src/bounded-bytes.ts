/**
 * The bytes of a body; no more of them are read than it may have.
 *
 * @param most - in bytes
 * @throws what `tooLarge` makes, for a body that has more
 */
export async function boundedBytes(
  { body }: Request,
  most: number,
  tooLarge: () => Error,
): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > most) throw tooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
