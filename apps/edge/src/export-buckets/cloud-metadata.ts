import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CloudMetadata } from '../options.ts'

/** Without a cloud to ask: one region, and a tenant that is always the same for a role. */
export const fakeCloudMetadata: CloudMetadata = {
  region: () => 'us-east-1',
  tenantId(roleId) {
    // A version 8 UUID (RFC 9562, section 5.8): the digits are ours.
    return bytesToHex(sha256(utf8ToBytes(`tenant of ${roleId}`))).replace(
      /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
      '$1-$2-8$3-8$4-$5',
    )
  },
}
