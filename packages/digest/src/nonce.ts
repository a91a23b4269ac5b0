import { equalBytes } from './equal-bytes.ts'
import { hmacSha256 } from './hash.ts'

/** Eight bytes of time, four random ones. */
const signedBytes = 12
/** 96 bits: above the 80 that RFC 2104 §5 asks for, and the nonce stays at Atlas's 32 characters. */
const tagBytes = 12

/** Three bytes are four characters, without padding, so that a nonce has one spelling only. */
const spelling = /^[A-Za-z0-9+/]{32}$/

const tag = (secret: Uint8Array, signed: Uint8Array) =>
  hmacSha256(secret, signed).subarray(0, tagBytes)

/**
 * Makes a nonce that any node with the secret can check: its time, random bytes and their HMAC.
 *
 * @param issuedAt - Milliseconds since the epoch.
 * @internal
 */
export function issueNonce(secret: Uint8Array, issuedAt: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(signedBytes + tagBytes))
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.floor(issuedAt)))
  bytes.set(tag(secret, bytes.subarray(0, signedBytes)), signedBytes)
  return btoa(String.fromCharCode(...bytes))
}

/**
 * Answers when a nonce was issued, in milliseconds since the epoch; undefined when it was not issued
 * under this secret.
 *
 * @internal
 */
export function nonceIssuedAt(secret: Uint8Array, nonce: string): number | undefined {
  if (!spelling.test(nonce)) return undefined
  const bytes = Uint8Array.from(atob(nonce), (character) => character.charCodeAt(0))
  const signed = bytes.subarray(0, signedBytes)
  if (!equalBytes(tag(secret, signed), bytes.subarray(signedBytes))) return undefined
  return Number(new DataView(bytes.buffer).getBigUint64(0))
}
