import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { timingSafeEqualBytes } from './timing-safe-equal.ts'

/** In bytes: eight for the time, and four random ones. */
const payloadLength = 12
/** In bytes. RFC 2104 §5 requires at least 10. With 12, a nonce has 32 characters, as in Atlas. */
const macLength = 12

/** Base64 without padding, so that a nonce has only one spelling. */
const noncePattern = /^[A-Za-z0-9+/]{32}$/

const sign = (secret: Uint8Array, payload: Uint8Array) =>
  hmac(sha256, secret, payload).subarray(0, macLength)

/**
 * Issues a nonce that every node with the secret can verify: the time, random bytes and their HMAC-SHA-256 (RFC 2104).
 *
 * @param issuedAt - in milliseconds since the epoch
 * @internal
 */
export function issueNonce(secret: Uint8Array, issuedAt: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(payloadLength + macLength))
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.floor(issuedAt)))
  bytes.set(sign(secret, bytes.subarray(0, payloadLength)), payloadLength)
  return btoa(String.fromCharCode(...bytes))
}

/**
 * Returns the time of issue of a nonce, in milliseconds since the epoch. Returns `undefined` when the nonce was not issued
 * with this secret.
 *
 * @internal
 */
export function parseNonceIssuedAt(secret: Uint8Array, nonce: string): number | undefined {
  if (!noncePattern.test(nonce)) return undefined
  const bytes = Uint8Array.from(atob(nonce), (character) => character.charCodeAt(0))
  const payload = bytes.subarray(0, payloadLength)
  if (!timingSafeEqualBytes(sign(secret, payload), bytes.subarray(payloadLength))) return undefined
  return Number(new DataView(bytes.buffer).getBigUint64(0))
}
