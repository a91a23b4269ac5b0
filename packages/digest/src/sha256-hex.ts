import { sha256 } from '@noble/hashes/sha2.js'
import { hex } from './hex.ts'

const utf8 = new TextEncoder()

/** The SHA-256 of a text as UTF-8, in lower-case hexadecimal: what Digest hashes with, and for who keeps hashes beside it. */
export function sha256Hex(text: string): string {
  return hex(sha256(utf8.encode(text)))
}
