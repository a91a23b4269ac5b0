import { bytesToHex } from '@noble/hashes/utils.js'
import { sha256Hex } from '../lib/sha256-hex.ts'

/**
 * Creates an id in the format of MongoDB's ObjectId: the time in seconds, then random bytes, so that ids sort by age.
 *
 * @param now - milliseconds since the epoch
 */
export function generateObjectId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 1000))
  return bytesToHex(bytes)
}

/** Returns the same id for the same text, for a resource that is not stored. */
export function deriveObjectId(text: string): string {
  return sha256Hex(text).slice(0, 24)
}
