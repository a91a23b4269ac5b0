import {
  type BackupSchedule,
  type OperationId,
  operationPath,
  operations,
} from '@export-buckets/core'
import { assertBucketGranted } from '../auth/authorize.ts'
import type { OperationHandlers, ResourceRequest } from '../http/operation-handler.ts'
import { notFound } from '../http/path-params.ts'
import { findClusterWithBackup } from '../simulation/clusters.ts'
import { findSchedule, nextSnapshot } from '../simulation/schedules.ts'
import { toIsoTime } from '../simulation/time.ts'
import { autoExportBucketId, type StoredSchedule } from '../store/resources.ts'
import type { Store } from '../store/store.ts'
import { emptySchedule, mergeSchedule } from './merge.ts'

type ScheduleOperation = Extract<OperationId, `${string}BackupSchedule`>

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

/** Creates the handlers of backup schedules. */
export function scheduleHandlers(store: Store): OperationHandlers<ScheduleOperation> {
  const readSchedule = async (request: ResourceRequest) =>
    findSchedule(store, request.groupId, await findClusterWithBackup(store, request))
  return {
    getGroupClusterBackupSchedule: async (request) =>
      toBackupSchedule(request, await readSchedule(request)),
    async updateGroupClusterBackupSchedule(request) {
      const { context, groupId, now, param } = request
      const { schedule: current } = await readSchedule(request)
      const body = await request.readBody()
      const requestedBucketId = body.export?.exportBucketId
      if (requestedBucketId !== undefined) assertBucketGranted(context, requestedBucketId)
      const schedule = mergeSchedule(current, body, now)
      const isSaved = await store.saveSchedule(groupId, param('clusterName'), schedule)
      if (!isSaved) throw notFound(context, 'exportBucketId', autoExportBucketId(schedule))
      return toBackupSchedule(request, schedule)
    },
    async deleteGroupClusterBackupSchedule(request) {
      const schedule = emptySchedule((await readSchedule(request)).schedule)
      await store.saveSchedule(request.groupId, request.param('clusterName'), schedule)
      return toBackupSchedule(request, schedule)
    },
  }
}
