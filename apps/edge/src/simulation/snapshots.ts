import { type Snapshot, SnapshotId } from '@export-buckets/core'
import type { ResourceRequest } from '../http/operation-handler.ts'
import { notFound } from '../http/path-params.ts'
import type { ResourceLock, Simulation, StoredCluster, StoredSnapshot } from '../store/resources.ts'
import type { Store } from '../store/store.ts'
import { replicaSetName, shardNames } from './clusters.ts'
import { deriveObjectId, generateObjectId } from './object-id.ts'
import { dayMs, toIsoTime } from './time.ts'

/** The maximum retention. Atlas names none; this one keeps `expiresAt` within the four-digit years of ISO 8601. */
const maxRetentionInDays = 1_000_000

/** Creates an on-demand snapshot, which is queued for the first quarter of its time. */
export function createSnapshot(
  now: number,
  { snapshotSeconds }: Simulation,
  request: { readonly retentionInDays: number; readonly description?: string | undefined },
): StoredSnapshot {
  const duration = snapshotSeconds * 1000
  const completesAt = now + duration
  return {
    id: SnapshotId.parse(generateObjectId(now)),
    snapshotType: 'onDemand',
    frequencyType: 'ondemand',
    ...(request.description !== undefined && { description: request.description }),
    requestedAt: now,
    startsAt: now + duration / 4,
    completesAt,
    expiresAt: completesAt + Math.min(request.retentionInDays, maxRetentionInDays) * dayMs,
  }
}

/**
 * Returns the lock of a new snapshot, by which a cluster has at most one unfinished on-demand snapshot.
 *
 * @param now - milliseconds since the epoch
 */
export function snapshotLock({ completesAt }: StoredSnapshot, now: number): ResourceLock {
  return { name: 'on-demand snapshot', now, until: completesAt }
}

/** Returns the status of a snapshot. */
export function snapshotStatus(
  { startsAt, completesAt }: StoredSnapshot,
  now: number,
): 'queued' | 'inProgress' | 'completed' {
  if (now < startsAt) return 'queued'
  return now < completesAt ? 'inProgress' : 'completed'
}

/** Returns the time at which a snapshot reaches a progress: 0 is its start, and 1 its completion. */
const timeAt = ({ startsAt, completesAt }: StoredSnapshot, progress: number): number =>
  startsAt + (completesAt - startsAt) * progress

/** Returns the time of the data in a snapshot, which is `createdAt`. */
export function snapshotCreatedAt(snapshot: StoredSnapshot): number {
  return timeAt(snapshot, 2 / 3)
}

/** Returns the fields that a snapshot has at a time. Recorded: the later ones appear in this order. */
function commonFields(
  snapshot: StoredSnapshot,
  { mongoDBMajorVersion, collections }: StoredCluster,
  now: number,
) {
  const { id, snapshotType, frequencyType, description } = snapshot
  const { requestedAt, startsAt, completesAt, expiresAt } = snapshot
  const createdAt = snapshotCreatedAt(snapshot)
  const isCompleted = now >= completesAt
  return {
    id,
    snapshotType,
    frequencyType,
    ...(description !== undefined && { description }),
    copyRegions: [],
    status: snapshotStatus(snapshot, now),
    // Recorded: the expiry changes when the snapshot is completed.
    expiresAt: toIsoTime(isCompleted ? expiresAt : expiresAt - completesAt + requestedAt),
    ...(now >= startsAt && { mongodVersion: `${mongoDBMajorVersion}.12` }),
    ...(now >= timeAt(snapshot, 1 / 3) && { cloudProvider: 'AWS' as const }),
    ...(now >= createdAt && { createdAt: toIsoTime(createdAt) }),
    ...(isCompleted && { storageSizeBytes: collections * 4096 }),
  }
}

/** Returns a snapshot as it is at a time. */
export function toSnapshot(stored: StoredSnapshot, cluster: StoredCluster, now: number): Snapshot {
  const { cloudProvider, ...common } = commonFields(stored, cluster, now)
  if (cluster.clusterType === 'REPLICASET') {
    return {
      ...common,
      ...(cloudProvider && { cloudProvider }),
      type: 'replicaSet',
      replicaSetName: replicaSetName(cluster, 'shard-0'),
    }
  }
  const members = [...shardNames(cluster), replicaSetName(cluster, 'config-0')].map((name) => ({
    cloudProvider: 'AWS' as const,
    id: SnapshotId.parse(deriveObjectId(`${stored.id} of ${name}`)),
    replicaSetName: name,
  }))
  return {
    ...common,
    type: 'shardedCluster',
    configServerType: 'DEDICATED',
    members,
    snapshotIds: members.map(({ id }) => id),
  }
}

/** Returns the snapshots of a cluster that have not expired, ordered by id. */
export async function findSnapshots(
  store: Store,
  { groupId, now }: ResourceRequest,
  { name: clusterName }: StoredCluster,
): Promise<readonly StoredSnapshot[]> {
  const snapshots = await store.resources({ kind: 'snapshot', groupId, clusterName })
  return snapshots.filter(({ expiresAt }) => now < expiresAt)
}

/**
 * Returns a snapshot of a cluster.
 *
 * @throws AtlasError `SNAPSHOT_NOT_FOUND`, also for an expired snapshot
 */
export async function findSnapshot(
  store: Store,
  { context, groupId, now }: ResourceRequest,
  { name: clusterName }: StoredCluster,
  id: SnapshotId,
): Promise<StoredSnapshot> {
  const snapshot = await store.resource({ kind: 'snapshot', groupId, clusterName, id })
  if (snapshot === undefined || now >= snapshot.expiresAt) throw notFound(context, 'snapshotId', id)
  return snapshot
}
