import { timingSafeEqualBytes } from './equal-bytes.ts'
import { hmacSha256 } from './hash.ts'

/** Eight bytes of time, four random ones. */
const payloadLength = 12
/** 96 bits: above the 80 that RFC 2104 §5 asks for, and the nonce stays at Atlas's 32 characters. */
const macLength = 12

/** Three bytes are four characters, without padding, so that a nonce has one spelling only. */
const noncePattern = /^[A-Za-z0-9+/]{32}$/

const sign = (secret: Uint8Array, payload: Uint8Array) =>
  hmacSha256(secret, payload).subarray(0, macLength)

/**
 * Makes a nonce that any node with the secret can check: its time, random bytes and their HMAC.
 *
 * @param issuedAt - Milliseconds since the epoch.
 * @internal
 */
export function issueNonce(secret: Uint8Array, issuedAt: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(payloadLength + macLength))
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.floor(issuedAt)))
  bytes.set(sign(secret, bytes.subarray(0, payloadLength)), payloadLength)
  return btoa(String.fromCharCode(...bytes))
}

/**
 * Answers when a nonce was issued, in milliseconds since the epoch; undefined when it was not issued
 * under this secret.
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
