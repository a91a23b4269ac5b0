import { ExportBucketId, type OperationId, SnapshotId } from '@export-buckets/core'
import { assertBucketGranted } from '../auth/authorize.ts'
import { AtlasError } from '../http/errors.ts'
import type { OperationHandlers } from '../http/operation-handler.ts'
import { paginate } from '../http/page.ts'
import { notFound } from '../http/path-params.ts'
import { findClusterWithBackup } from '../simulation/clusters.ts'
import { createExportJob, exportJobLock, toExportJob } from '../simulation/export-jobs.ts'
import { findSchedule } from '../simulation/schedules.ts'
import { findSimulation } from '../simulation/settings.ts'
import { findSnapshot, snapshotStatus } from '../simulation/snapshots.ts'
import type { Simulation, StoredSnapshot } from '../store/resources.ts'
import type { Store } from '../store/store.ts'

type ExportJobOperation = Extract<OperationId, `${string}ClusterBackupExport${string}`>

/** Returns the error for a snapshot that cannot be exported. */
const notExportable = (snapshot: StoredSnapshot, reason: string) =>
  new AtlasError('SNAPSHOT_NOT_EXPORTABLE', { parameters: [snapshot.id, reason] })

/** Asserts that a snapshot is completed and not a fallback snapshot. @throws AtlasError `SNAPSHOT_NOT_EXPORTABLE` */
function assertExportable(snapshot: StoredSnapshot, now: number): void {
  const status = snapshotStatus(snapshot, now)
  if (status !== 'completed') throw notExportable(snapshot, `its status is ${status}`)
  if (snapshot.snapshotType === 'fallback') {
    throw notExportable(snapshot, 'it is a fallback snapshot')
  }
}

/** Creates the handlers of export jobs. @param defaults - the simulation of projects without one */
export function exportJobHandlers(
  store: Store,
  defaults: Simulation,
): OperationHandlers<ExportJobOperation> {
  return {
    async createGroupClusterBackupExport(request) {
      const { context, groupId, now } = request
      const cluster = await findClusterWithBackup(store, request)
      const { customData = [], ...ids } = await request.readBody()
      const exportBucketId = ExportBucketId.parse(ids.exportBucketId)
      const snapshotId = SnapshotId.parse(ids.snapshotId)
      assertBucketGranted(context, exportBucketId)
      const snapshot = await findSnapshot(store, request, cluster, snapshotId)
      if ((await store.exportBucket(groupId, exportBucketId)) === undefined)
        throw notFound(context, 'exportBucketId', exportBucketId)
      assertExportable(snapshot, now)
      const [schedule, simulation] = await Promise.all([
        findSchedule(store, groupId, cluster),
        findSimulation(store, groupId, defaults),
      ])
      const job = createExportJob({
        groupId,
        cluster,
        snapshot,
        schedule,
        simulation,
        exportBucketId,
        customData,
        now,
      })
      const isSaved = await store.saveResource(
        { kind: 'exportJob', groupId, clusterName: cluster.name, id: job.id },
        job,
        exportJobLock(job, now),
      )
      if (!isSaved) throw notExportable(snapshot, 'it is already being exported')
      return toExportJob(job, cluster, now)
    },
    async listGroupClusterBackupExports(request) {
      const { context, groupId, now, query } = request
      const cluster = await findClusterWithBackup(store, request)
      const jobs = await store.resources({
        kind: 'exportJob',
        groupId,
        clusterName: cluster.name,
      })
      return paginate(
        context,
        query,
        jobs.map((job) => toExportJob(job, cluster, now)),
      )
    },
    async getGroupClusterBackupExport(request) {
      const { context, groupId, now, param } = request
      const cluster = await findClusterWithBackup(store, request)
      const id = param('exportId')
      const job = await store.resource({
        kind: 'exportJob',
        groupId,
        clusterName: cluster.name,
        id,
      })
      if (job === undefined) throw notFound(context, 'exportId')
      return toExportJob(job, cluster, now)
    },
  }
}
