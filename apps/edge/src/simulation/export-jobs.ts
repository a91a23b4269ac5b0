import { ExportId, type ExportJob, type ExportJobState, type GroupId } from '@export-buckets/core'
import type {
  ResourceLock,
  Simulation,
  StoredCluster,
  StoredExportJob,
  StoredSchedule,
  StoredSnapshot,
} from '../store/resources.ts'
import { shardNames } from './clusters.ts'
import { deriveObjectId, generateObjectId } from './object-id.ts'
import { snapshotCreatedAt } from './snapshots.ts'
import { toIsoTime } from './time.ts'

/** Returns the ids of the organization and the project, or names that are derived from them, because the store has none. */
function ownerNames(groupId: GroupId, { schedule }: StoredSchedule): readonly string[] {
  const orgId = deriveObjectId(`organization of ${groupId}`)
  if (!schedule.useOrgAndGroupNamesInExportPrefix) return [orgId, groupId]
  return [`Organization ${orgId}`, `Project ${groupId}`].map((name) => name.replaceAll(' ', '_'))
}

/** The values that determine a new export job. */
interface NewExportJob extends Pick<StoredExportJob, 'exportBucketId' | 'customData'> {
  readonly groupId: GroupId
  readonly cluster: StoredCluster
  readonly snapshot: StoredSnapshot
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Returns the path of the exported files. Recorded: it has no leading slash. */
function exportPrefix(
  { groupId, cluster, snapshot, now }: NewExportJob,
  schedule: StoredSchedule,
): string {
  const owners = ownerNames(groupId, schedule)
  const createdAt = toIsoTime(snapshotCreatedAt(snapshot)).slice(0, 16).replace(':', '')
  return ['exported_snapshots', ...owners, cluster.name, createdAt, Math.floor(now / 1000)].join(
    '/',
  )
}

/** Creates an export job, which is queued for the first fifth of its time. Recorded: about 3 of 15 minutes. */
export function createExportJob(
  job: NewExportJob,
  schedule: StoredSchedule,
  { exportSeconds, exportFailure: message }: Simulation,
): StoredExportJob {
  const { cluster, snapshot, exportBucketId, customData, now } = job
  const duration = exportSeconds * 1000
  return {
    id: ExportId.parse(generateObjectId(now)),
    snapshotId: snapshot.id,
    exportBucketId,
    customData,
    prefix: exportPrefix(job, schedule),
    requestedAt: now,
    startsAt: now + duration / 5,
    endsAt: now + duration,
    collections: cluster.collections,
    ...(message !== undefined && { failure: { errorCode: 'EXPORT_FAILED', message } }),
  }
}

/**
 * Returns the lock of a new export job, by which a snapshot has at most one unfinished export.
 *
 * @param now - milliseconds since the epoch
 */
export function exportJobLock({ snapshotId, endsAt }: StoredExportJob, now: number): ResourceLock {
  return { name: `export of ${snapshotId}`, now, until: endsAt }
}

function exportJobState(
  { startsAt, endsAt, failure }: StoredExportJob,
  now: number,
): ExportJobState {
  if (now < startsAt) return 'Queued'
  if (now < endsAt) return 'InProgress'
  return failure === undefined ? 'Successful' : 'Failed'
}

/** Returns the counts of collections. A job that will fail stops after half of them. */
function exportStatus(job: StoredExportJob, now: number) {
  const { startsAt, endsAt, collections, failure } = job
  if (now < startsAt) return { exportedCollections: 0, totalCollections: 0 }
  const progress = now < endsAt ? (now - startsAt) / (endsAt - startsAt) : 1
  const exported = collections * Math.min(progress, failure === undefined ? 1 : 0.5)
  return { exportedCollections: Math.floor(exported), totalCollections: collections }
}

/** Returns an export job as it is at a time. Recorded: it has no `links`, and `finishedAt` only at the end. */
export function toExportJob(job: StoredExportJob, cluster: StoredCluster, now: number): ExportJob {
  const { id, snapshotId, exportBucketId, customData, prefix, requestedAt, endsAt, failure } = job
  const hasEnded = now >= endsAt
  return {
    id,
    snapshotId,
    exportBucketId,
    customData: [...customData],
    prefix,
    createdAt: toIsoTime(requestedAt),
    state: exportJobState(job, now),
    ...(hasEnded && { finishedAt: toIsoTime(endsAt) }),
    ...(hasEnded && failure && { stateReason: failure }),
    ...(cluster.clusterType === 'REPLICASET'
      ? { exportStatus: exportStatus(job, now) }
      : { components: components(job, cluster) }),
  }
}

/** Returns the `components` of the job of a sharded cluster: an export of each shard. */
function components({ id }: StoredExportJob, cluster: StoredCluster) {
  return shardNames(cluster).map((replicaSetName) => ({
    exportId: ExportId.parse(deriveObjectId(`${id} of ${replicaSetName}`)),
    replicaSetName,
  }))
}
