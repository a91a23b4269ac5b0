import {
  type BackupSchedule,
  type OperationId,
  operationPath,
  operations,
} from '@export-buckets/core'
import { assertBucketGranted } from '../auth/authorize.ts'
import type { OperationHandlers, ResourceRequest } from '../http/operation-handler.ts'
import { notFound } from '../http/path-params.ts'
import { StoreUnavailableError } from '../lib/store-unavailable-error.ts'
import { findClusterWithBackup } from '../simulation/clusters.ts'
import { defaultSchedule, findSchedule, nextSnapshot } from '../simulation/schedules.ts'
import { toIsoTime } from '../simulation/time.ts'
import { autoExportBucketId, type StoredSchedule, scheduleKey } from '../store/resources.ts'
import type { Store } from '../store/store.ts'
import { emptySchedule, mergeSchedule } from './merge.ts'

type ScheduleOperation = Extract<OperationId, `${string}BackupSchedule`>

/** The maximum number of attempts of a change. Each failed one means that a concurrent change succeeded. */
const maxAttempts = 10

/** Returns a schedule with its links and the time of the next snapshot. Recorded: `rel` of these links is a URL. */
function toBackupSchedule(
  { context, groupId, now }: ResourceRequest,
  { schedule }: StoredSchedule,
): BackupSchedule {
  const clusters = context.baseUrl + operationPath(operations.listGroupClusters, { groupId })
  const group = clusters.replace(/\/clusters$/, '')
  const next = nextSnapshot(schedule, now)
  return {
    ...schedule,
    links: [
      { href: `${clusters}/${schedule.clusterName}`, rel: 'https://cloud.mongodb.com/cluster' },
      { href: group, rel: 'https://cloud.mongodb.com/group' },
    ],
    ...(next !== undefined && { nextSnapshot: toIsoTime(next) }),
  }
}

/**
 * Changes the schedule of the cluster in the path. Repeats the change when another request changed the schedule meanwhile.
 *
 * @throws AtlasError `EXPORT_BUCKET_NOT_FOUND` when the bucket of its auto export does not exist
 */
async function changeSchedule(
  store: Store,
  request: ResourceRequest,
  change: (stored: StoredSchedule) => StoredSchedule,
): Promise<BackupSchedule> {
  const { context, groupId } = request
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const cluster = await findClusterWithBackup(store, request)
    const previous = await store.resource(scheduleKey(groupId, cluster.name))
    const schedule = change(previous ?? defaultSchedule(cluster))
    if (await store.saveSchedule(groupId, cluster.name, schedule, previous))
      return toBackupSchedule(request, schedule)
    const bucketId = autoExportBucketId(schedule)
    if (bucketId !== undefined && (await store.exportBucket(groupId, bucketId)) === undefined)
      throw notFound(context, 'exportBucketId', bucketId)
  }
  throw new StoreUnavailableError('concurrent requests changed the schedule at each attempt')
}

/** Creates the handlers of backup schedules. */
export function scheduleHandlers(store: Store): OperationHandlers<ScheduleOperation> {
  return {
    async getGroupClusterBackupSchedule(request) {
      const cluster = await findClusterWithBackup(store, request)
      return toBackupSchedule(request, await findSchedule(store, request.groupId, cluster))
    },
    async updateGroupClusterBackupSchedule(request) {
      await findClusterWithBackup(store, request)
      const body = await request.readBody()
      const requestedBucketId = body.export?.exportBucketId
      if (requestedBucketId !== undefined) assertBucketGranted(request.context, requestedBucketId)
      return changeSchedule(store, request, ({ schedule }) =>
        mergeSchedule(schedule, body, request.now),
      )
    },
    deleteGroupClusterBackupSchedule: (request) =>
      changeSchedule(store, request, ({ schedule }) => emptySchedule(schedule)),
  }
}
