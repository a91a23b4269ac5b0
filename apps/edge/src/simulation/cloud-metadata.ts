import { sha256Hex } from '../lib/sha256-hex.ts'

/** The data that Atlas gets from the cloud provider when it creates a bucket. */
export interface CloudMetadata {
  /** Returns the AWS region of an S3 bucket. */
  region(bucketName: string): string
  /**
   * Returns the Azure tenant of a cloud provider access role, a UUID. Called only when neither the role nor the request has a
   * `tenantId`.
   */
  tenantId(roleId: string): string
}

/** The metadata in place of those of cloud providers: one region, and a constant tenant for each role. */
export const fakeCloudMetadata: CloudMetadata = {
  region: () => 'us-east-1',
  tenantId(roleId) {
    // A UUID of version 8, whose other digits are custom (RFC 9562 §5.8).
    return sha256Hex(`tenant of ${roleId}`).replace(
      /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
      '$1-$2-8$3-8$4-$5',
    )
  },
}
