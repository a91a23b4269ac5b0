import { expand } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { sha256Hex } from '../lib/sha256-hex.ts'

/** The protection space of Digest and Basic, as recorded. The hashes of API keys contain it. */
export const realm = 'MMS Public API'

const minSecretBytes = 32
const keyBytes = 32

/**
 * Derives a key for one purpose from the app's secret, so that a signature for one purpose is invalid for another. Uses
 * HKDF-Expand (RFC 5869 §2.3). A secret of random bytes needs no HKDF-Extract (§3.3).
 *
 * @throws TypeError when the secret has fewer than 32 bytes
 */
export function deriveKey(
  secret: Uint8Array,
  purpose: 'access token' | 'digest nonce',
): Uint8Array<ArrayBuffer> {
  if (secret.length < minSecretBytes) {
    throw new TypeError(`secret: expected at least 32 random bytes, got ${secret.length}`)
  }
  const info = utf8ToBytes(`export-buckets ${purpose}`)
  return Uint8Array.from(expand(sha256, secret, info, keyBytes))
}

/**
 * Returns the `secretHash` of a service account: the SHA-256 of its secret, in hexadecimal. A fast hash is sufficient for a
 * random secret of at least 128 bits, but not for a secret that a person has chosen.
 */
export function hashSecret(secret: string): string {
  return sha256Hex(secret)
}
