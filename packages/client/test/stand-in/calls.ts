import type { ApiVersion, OperationId } from '@export-buckets/core'
import type { AtlasClient } from '../../src/index.ts'
import { groupId, ids, requests } from './buckets.ts'

/** An operation that has a method of its own: all but the clusters', which the bare client calls. */
type CalledOperation = Exclude<OperationId, 'listGroupClusters'>

type Call = (client: AtlasClient<ApiVersion>) => Promise<unknown>

/** One call of each operation. */
export const calls: Readonly<Record<CalledOperation, Call>> = {
  getGroupBackupExportBucket: ({ exportBuckets }) => exportBuckets.get(ids),
  listGroupBackupExportBuckets: ({ exportBuckets }) => exportBuckets.list({ groupId }).page(),
  createGroupBackupExportBucket: ({ exportBuckets }) =>
    exportBuckets.create({ groupId, bucket: requests.AWS }),
  updateGroupBackupExportBucket: ({ exportBuckets }) =>
    exportBuckets.update({ ...ids, requirePrivateNetworking: true }),
  deleteGroupBackupExportBucket: ({ exportBuckets }) => exportBuckets.delete(ids),
}

/** The ids of these operations. */
export const operationIds: readonly CalledOperation[] = Object.keys(calls).filter(
  (id): id is CalledOperation => id in calls,
)
