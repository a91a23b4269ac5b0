import type { CloudProvider, CreateExportBucket } from '@export-buckets/core'

export const groupId = '32b6e34b3d91647abb20e7b8'
export const exportBucketId = '64f1a2b3c4d5e6f708192a3b'
export const ids: { readonly groupId: string; readonly exportBucketId: string } = {
  groupId,
  exportBucketId,
}

export const roleId = '5fd2b1c3a4e5f60718293a4b'

/** One bucket of each provider, in version 2024-05-30. */
export const buckets: Readonly<Record<CloudProvider, Readonly<Record<string, unknown>>>> = {
  AWS: {
    _id: exportBucketId,
    bucketName: 'export-bucket',
    cloudProvider: 'AWS',
    iamRoleId: roleId,
    region: 'us-east-1',
    requirePrivateNetworking: false,
  },
  AZURE: {
    _id: exportBucketId,
    bucketName: 'examplecontainer',
    cloudProvider: 'AZURE',
    roleId,
    serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
    tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  },
  GCP: { _id: exportBucketId, bucketName: 'export-bucket', cloudProvider: 'GCP', roleId },
}

/** A body for `create`, for each provider. */
export const createBodies: {
  readonly [P in CloudProvider]: Extract<CreateExportBucket, { cloudProvider: P }>
} = {
  AWS: { bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: roleId },
  AZURE: {
    cloudProvider: 'AZURE',
    roleId,
    serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
  },
  GCP: { bucketName: 'export-bucket', cloudProvider: 'GCP', roleId },
}
