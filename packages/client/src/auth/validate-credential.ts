/**
 * Returns a credential unchanged.
 *
 * @throws TypeError that names the credential, never its value
 */
export function validateCredential(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw new TypeError(`${name}: expected a string, got ${value === null ? 'null' : typeof value}`)
  }
  if (value.trim() === '')
    throw new TypeError(`${name}: expected a credential, got an empty string`)
  // Secret managers and files add a newline, and the 401 that Atlas would answer does not say so.
  if (value !== value.trim()) throw new TypeError(`${name}: must not begin or end with white space`)
  return value
}
