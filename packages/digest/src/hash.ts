import { hmac } from '@noble/hashes/hmac.js'
import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * Returns the MD5 of a text as UTF-8, in lower-case hexadecimal. WebCrypto has no MD5.
 *
 * @internal
 */
export const md5Hex = (text: string): string => bytesToHex(md5(utf8ToBytes(text)))

/**
 * Returns the SHA-256 of a text as UTF-8, in lower-case hexadecimal.
 *
 * @internal
 */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/**
 * Returns the HMAC-SHA-256 of a message (RFC 2104).
 *
 * @internal
 */
export const hmacSha256 = (key: Uint8Array, message: Uint8Array): Uint8Array =>
  hmac(sha256, key, message)
