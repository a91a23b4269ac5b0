/**
 * Bytes as lower-case hexadecimal digits.
 *
 * @internal
 */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
