import type { OperationId } from '@export-buckets/core'
import type { AtlasClient } from '../../src/index.ts'
import { groupId, ids, requests } from './buckets.ts'

/** One call of each operation. */
export const calls: Readonly<Record<OperationId, (client: AtlasClient) => Promise<unknown>>> = {
  getGroupBackupExportBucket: ({ exportBuckets }) => exportBuckets.get(ids),
  listGroupBackupExportBuckets: ({ exportBuckets }) => exportBuckets.list({ groupId }).page(),
  createGroupBackupExportBucket: ({ exportBuckets }) =>
    exportBuckets.create({ groupId, bucket: requests.AWS }),
  updateGroupBackupExportBucket: ({ exportBuckets }) =>
    exportBuckets.update({ ...ids, requirePrivateNetworking: true }),
  deleteGroupBackupExportBucket: ({ exportBuckets }) => exportBuckets.delete(ids),
}

/** The ids of all operations. */
export const operationIds: readonly OperationId[] = Object.keys(calls).filter(
  (id): id is OperationId => id in calls,
)
