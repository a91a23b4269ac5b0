import type { ApiVersion, OperationId } from '@export-buckets/core'
import type { AtlasClient } from '../../src/index.ts'
import { createBodies, groupId, ids } from './buckets.ts'

/** An operation with a method. The operation on clusters has none: the bare client calls it. */
type ResourceOperationId = Exclude<OperationId, 'listGroupClusters'>

type OperationCall = (client: AtlasClient<ApiVersion>) => Promise<unknown>

/** A call of each operation. */
export const callByOperation: Readonly<Record<ResourceOperationId, OperationCall>> = {
  getGroupBackupExportBucket: ({ exportBuckets }) => exportBuckets.get(ids),
  listGroupBackupExportBuckets: ({ exportBuckets }) => exportBuckets.list({ groupId }).page(),
  createGroupBackupExportBucket: ({ exportBuckets }) =>
    exportBuckets.create({ groupId, bucket: createBodies.AWS }),
  updateGroupBackupExportBucket: ({ exportBuckets }) =>
    exportBuckets.update({ ...ids, requirePrivateNetworking: true }),
  deleteGroupBackupExportBucket: ({ exportBuckets }) => exportBuckets.delete(ids),
}

/** The ids of the operations with a method. */
export const operationIds: readonly ResourceOperationId[] = Object.keys(callByOperation).filter(
  (id): id is ResourceOperationId => id in callByOperation,
)
