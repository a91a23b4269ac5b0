import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * Makes an id in MongoDB's form (ObjectId): four bytes of time in seconds, then random ones, so that ids sort by age.
 *
 * @param now - milliseconds since the epoch
 */
export function generateObjectId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 1000))
  return bytesToHex(bytes)
}
