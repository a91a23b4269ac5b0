import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Whether Atlas can use a role of the project's cloud provider access. */
export type RoleStatus = 'authorized' | 'not authorized' | 'unknown'

/** The data that the real service gets from the cloud provider when it creates a bucket. */
export interface CloudMetadata {
  /** Returns the AWS region of an S3 bucket. */
  region(bucketName: string): string
  /**
   * Returns the Azure tenant, a UUID, of a role of the project's cloud provider access. Called only for a request without
   * `tenantId`.
   */
  tenantId(roleId: string): string
  /**
   * Returns whether a role can be used. Creating a bucket with an unknown role fails with `CANNOT_ASSUME_ROLE`, with an
   * unauthorized role with `CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED`. Default: every role is authorized.
   */
  roleStatus?(roleId: string): RoleStatus
}

/** Replaces the cloud providers: one region, and a constant tenant for each role. */
export const fakeCloudMetadata: CloudMetadata = {
  region: () => 'us-east-1',
  tenantId(roleId) {
    // A UUID of version 8, whose other digits are custom (RFC 9562 §5.8).
    return bytesToHex(sha256(utf8ToBytes(`tenant of ${roleId}`))).replace(
      /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
      '$1-$2-8$3-8$4-$5',
    )
  },
}
