import { ExportBucketId, type OperationId, SnapshotId } from '@export-buckets/core'
import { assertBucketGranted } from '../auth/authorize.ts'
import { AtlasError } from '../http/errors.ts'
import type { OperationHandlers, ResourceRequest } from '../http/operation-handler.ts'
import { paginate } from '../http/page.ts'
import { notFound } from '../http/path-params.ts'
import { findClusterWithBackup } from '../simulation/clusters.ts'
import { createExportJob, exportJobLock, toExportJob } from '../simulation/export-jobs.ts'
import { findSchedule } from '../simulation/schedules.ts'
import { findSimulation } from '../simulation/settings.ts'
import { findSnapshot, snapshotStatus } from '../simulation/snapshots.ts'
import type { Simulation, StoredCluster, StoredSnapshot } from '../store/resources.ts'
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

/** Returns the scope of a cluster's jobs in the store. */
const jobsOf = ({ groupId }: ResourceRequest, { name: clusterName }: StoredCluster) =>
  ({ kind: 'exportJob', groupId, clusterName }) as const

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
      const newJob = { groupId, cluster, snapshot, exportBucketId, customData, now }
      const job = createExportJob(newJob, schedule, simulation)
      const key = { ...jobsOf(request, cluster), id: job.id }
      const isSaved = await store.saveResource(key, job, exportJobLock(job, now))
      if (!isSaved) {
        // Throws when the cluster was deleted after it was found.
        await findClusterWithBackup(store, request)
        throw notExportable(snapshot, 'it is already being exported')
      }
      return toExportJob(job, cluster, now)
    },
    async listGroupClusterBackupExports(request) {
      const cluster = await findClusterWithBackup(store, request)
      const jobs = await store.resources(jobsOf(request, cluster))
      const items = jobs.map((job) => toExportJob(job, cluster, request.now))
      return paginate(request, items)
    },
    async getGroupClusterBackupExport(request) {
      const cluster = await findClusterWithBackup(store, request)
      const key = { ...jobsOf(request, cluster), id: request.param('exportId') }
      const job = await store.resource(key)
      if (job === undefined) throw notFound(request.context, 'exportId')
      return toExportJob(job, cluster, request.now)
    },
  }
}
