import type { OperationId, Snapshot } from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import type { OperationHandlers, ResourceRequest } from '../http/operation-handler.ts'
import { paginate } from '../http/page.ts'
import { notFound } from '../http/path-params.ts'
import { findClusterWithBackup } from '../simulation/clusters.ts'
import { findSimulation } from '../simulation/settings.ts'
import {
  createSnapshot,
  findSnapshot,
  findSnapshots,
  snapshotLock,
  snapshotStatus,
  toSnapshot,
} from '../simulation/snapshots.ts'
import type { Simulation, StoredCluster, StoredSnapshot } from '../store/resources.ts'
import type { Store } from '../store/store.ts'

type SnapshotOperation = Extract<OperationId, `${string}BackupSnapshot${string}`>
type ClusterType = StoredCluster['clusterType']

/** The retention of a snapshot whose request names none: the default of the Atlas CLI. */
const defaultRetentionInDays = 1

/** Returns the key of a snapshot in the store. */
const snapshotKey = (
  { groupId }: ResourceRequest,
  { name: clusterName }: StoredCluster,
  { id }: StoredSnapshot,
) => ({ kind: 'snapshot', groupId, clusterName, id }) as const

/** Returns the snapshots of the cluster in the path, and none when the cluster has another type. */
async function listSnapshots(
  store: Store,
  request: ResourceRequest,
  type: ClusterType,
): Promise<Snapshot[]> {
  const cluster = await findClusterWithBackup(store, request)
  if (cluster.clusterType !== type) return []
  const snapshots = await findSnapshots(store, request, cluster)
  return snapshots.map((snapshot) => toSnapshot(snapshot, cluster, request.now))
}

/**
 * Returns the snapshot in the path.
 *
 * @throws AtlasError `SNAPSHOT_NOT_FOUND`, also when the cluster has another type
 */
async function getSnapshot(
  store: Store,
  request: ResourceRequest,
  type?: ClusterType,
): Promise<Snapshot> {
  const cluster = await findClusterWithBackup(store, request)
  if (type !== undefined && cluster.clusterType !== type)
    throw notFound(request.context, 'snapshotId')
  const snapshot = await findSnapshot(store, request, cluster, request.param('snapshotId'))
  return toSnapshot(snapshot, cluster, request.now)
}

/** Creates the handlers of snapshots. @param defaults - the simulation of projects without one */
export function snapshotHandlers(
  store: Store,
  defaults: Simulation,
): OperationHandlers<SnapshotOperation> {
  return {
    async takeGroupClusterBackupSnapshots(request) {
      const { groupId, now } = request
      const cluster = await findClusterWithBackup(store, request)
      const { retentionInDays = defaultRetentionInDays, description } = await request.readBody()
      const simulation = await findSimulation(store, groupId, defaults)
      const snapshot = createSnapshot(now, simulation, { retentionInDays, description })
      const key = snapshotKey(request, cluster, snapshot)
      const isSaved = await store.saveResource(key, snapshot, snapshotLock(snapshot, now))
      if (!isSaved) {
        // Throws when the cluster was deleted after it was found.
        await findClusterWithBackup(store, request)
        throw new AtlasError('UNFINISHED_ON_DEMAND_SNAPSHOT', { parameters: [cluster.name] })
      }
      return toSnapshot(snapshot, cluster, now)
    },
    // The parameters of a restore are ignored, because the server restores nothing.
    listGroupClusterBackupSnapshots: async (request) =>
      paginate(request, await listSnapshots(store, request, 'REPLICASET')),
    // Also returns the snapshot of a sharded cluster: Terraform's provider polls it here.
    getGroupClusterBackupSnapshot: (request) => getSnapshot(store, request),
    async listGroupClusterBackupSnapshotShardedClusters(request) {
      const results = await listSnapshots(store, request, 'SHARDED')
      return { results, totalCount: results.length }
    },
    getGroupClusterBackupSnapshotShardedCluster: (request) =>
      getSnapshot(store, request, 'SHARDED'),
    // Also deletes the snapshot of a sharded cluster: Terraform's provider sends no other request for one.
    async deleteGroupClusterBackupSnapshot(request) {
      const cluster = await findClusterWithBackup(store, request)
      const snapshot = await findSnapshot(store, request, cluster, request.param('snapshotId'))
      if (snapshotStatus(snapshot, request.now) !== 'completed')
        throw new AtlasError('CANNOT_DELETE_IN_PROGRESS_SNAPSHOT')
      const isDeleted = await store.deleteResource(snapshotKey(request, cluster, snapshot))
      if (!isDeleted) throw notFound(request.context, 'snapshotId')
      return undefined
    },
  }
}
