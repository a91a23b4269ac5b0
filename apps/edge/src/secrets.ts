import { hmacSha256, sha256Hex } from '@export-buckets/digest/server'

const shortestSecret = 32

/**
 * A key for one purpose, derived from the app's secret, so that what is signed for one purpose is worth nothing for
 * another: the one block of HKDF-Expand that makes 32 bytes (RFC 5869, section 2.3). A secret of random bytes needs no
 * HKDF-Extract (section 3.3).
 *
 * @throws TypeError when the secret has fewer than 32 bytes
 */
export function deriveKey(
  secret: Uint8Array,
  purpose: 'access token' | 'digest nonce',
): Uint8Array {
  if (secret.length < shortestSecret) {
    throw new TypeError(`secret: expected at least 32 random bytes, got ${secret.length}`)
  }
  return hmacSha256(secret, new TextEncoder().encode(`export-buckets ${purpose}\x01`))
}

/**
 * What a store keeps of a service account's secret: its SHA-256, in hexadecimal. A fast hash is enough for a secret of
 * at least 128 random bits, which nobody can guess; never let a person choose one.
 */
export function secretHash(secret: string): string {
  return sha256Hex(secret)
}
