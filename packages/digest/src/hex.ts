/** Bytes as lower-case hexadecimal digits, two each. Nonces are made of them, and so are ids of who serves Digest. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
