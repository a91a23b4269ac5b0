/** Compares secrets in a time that tells nothing of where they differ; whether they are of one length it tells. */
export function timingSafeEqualText(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index++)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}
