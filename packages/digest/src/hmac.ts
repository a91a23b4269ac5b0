import { sha256 } from '@noble/hashes/sha2.js'

/** Bytes of a block of SHA-256. */
const blockSize = 64

/** The hash of a padded key and a text. The block of the key is changed in place, which is faster than another one. */
function keyedHash(block: Uint8Array, pad: number, text: Uint8Array): Uint8Array {
  for (let at = 0; at < blockSize; at++) block[at] = (block[at] ?? 0) ^ pad
  return sha256.create().update(block).update(text).digest()
}

/**
 * HMAC with SHA-256 (RFC 2104): what nonces are signed with, and for who signs more beside them. By hand, because the
 * library's is for every hash there is, in Workers that are to stay small.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockSize)
  block.set(key.length > blockSize ? sha256(key) : key)
  const inner = keyedHash(block, 0x36, message)
  return keyedHash(block, 0x36 ^ 0x5c, inner)
}
