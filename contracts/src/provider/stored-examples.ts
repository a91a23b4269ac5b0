import {
  accessRoleId,
  type CloudProvider,
  type CloudProviderAccessRole,
  ClusterName,
  GroupId,
} from '@export-buckets/core'
import {
  exportJobLock,
  type Store,
  type StoredCluster,
  type StoredExportJob,
  type StoredSnapshot,
  snapshotLock,
} from '@export-buckets/edge'
import { autoExport, exampleSchedule } from '../matrix/examples/backup-schedules.ts'
import { exampleRole, unauthorizedRole } from '../matrix/examples/cloud-provider-access.ts'
import { parseExample } from '../matrix/examples/example.ts'
import { exampleBucket } from '../matrix/examples/export-buckets.ts'
import type { JobState } from '../matrix/examples/export-jobs.ts'
import type { SnapshotStatus } from '../matrix/examples/snapshots.ts'
import { examples } from '../matrix/examples.gen.ts'
import { exportBucketIds, exportId, providerTime, snapshotId } from '../matrix/ids.ts'
import type { ClusterParameters, ProviderStates } from '../matrix/provider-state.ts'

/** The number of collections of the example cluster. */
const collections = examples.SuccessfulExportJob.exportStatus.totalCollections

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** The times of a snapshot or job that takes an hour, by its progress. They are relative to the time of the provider. */
const timesByProgress = {
  waiting: {
    requestedAt: providerTime,
    startsAt: providerTime + 15 * minuteMs,
    endsAt: providerTime + 60 * minuteMs,
  },
  running: {
    requestedAt: providerTime - 30 * minuteMs,
    startsAt: providerTime - 15 * minuteMs,
    endsAt: providerTime + 30 * minuteMs,
  },
  ended: {
    requestedAt: providerTime - 60 * minuteMs,
    startsAt: providerTime - 45 * minuteMs,
    endsAt: providerTime - 1 * minuteMs,
  },
}

async function saveRole(
  store: Store,
  groupId: GroupId,
  role: CloudProviderAccessRole,
  assumableAt = 0,
): Promise<void> {
  await store.saveResource({ kind: 'role', groupId, id: accessRoleId(role) }, { role, assumableAt })
}

/** Saves the example bucket and the authorized role that it uses. */
export async function saveBucket(
  store: Store,
  groupId: GroupId,
  provider: CloudProvider,
): Promise<void> {
  await saveRole(store, groupId, exampleRole(provider))
  await store.saveExportBucket(groupId, exampleBucket(provider))
}

/** Saves the example role. */
export const saveExampleRole = (
  store: Store,
  groupId: GroupId,
  provider: CloudProvider,
  isAuthorized: boolean,
): Promise<void> =>
  saveRole(store, groupId, isAuthorized ? exampleRole(provider) : unauthorizedRole(provider))

/** Returns a role that Atlas knows and cannot use. Google Cloud needs no authorization, only the service account. */
function unusableRole(provider: CloudProvider): CloudProviderAccessRole {
  const role = unauthorizedRole(provider)
  return role.providerName === 'GCP' ? { ...role, status: 'IN_PROGRESS' } : role
}

/** Changes the status of the example role. */
export async function saveRoleStatus(
  store: Store,
  state: ProviderStates['the role of the request is'],
): Promise<void> {
  const groupId = GroupId.parse(state.groupId)
  const id = accessRoleId(exampleRole(state.cloudProvider))
  const key = { kind: 'role', groupId, id } as const
  switch (state.status) {
    case 'unknown':
      await store.deleteResource(key)
      return
    case 'propagating':
      await saveRole(
        store,
        groupId,
        (await store.resource(key))?.role ?? exampleRole(state.cloudProvider),
        providerTime + dayMs,
      )
      return
    default:
      await saveRole(store, groupId, unusableRole(state.cloudProvider))
  }
}

/** The project and cluster to which a snapshot, job or schedule belongs. */
interface ClusterScope {
  readonly groupId: GroupId
  readonly clusterName: ClusterName
}

/** Saves the example cluster, and returns the scope of what belongs to it. */
export async function saveCluster(
  store: Store,
  parameters: ClusterParameters,
  backupEnabled = true,
): Promise<ClusterScope> {
  const groupId = GroupId.parse(parameters.groupId)
  const name = ClusterName.parse(parameters.clusterName)
  const { id, createDate, mongoDBMajorVersion } = examples.Cluster
  const { clusterType } = parameters
  const cluster: StoredCluster = {
    id,
    name,
    clusterType,
    createDate,
    mongoDBMajorVersion,
    backupEnabled,
    collections,
  }
  await store.saveResource({ kind: 'cluster', groupId, id: name }, cluster)
  return { groupId, clusterName: name }
}

const progressByStatus = { queued: 'waiting', inProgress: 'running', completed: 'ended' } as const

/** Saves the example cluster with its snapshot, and returns the scope of what belongs to the cluster. */
export async function saveSnapshot(
  store: Store,
  parameters: ClusterParameters,
  status: SnapshotStatus,
  snapshotType: StoredSnapshot['snapshotType'],
): Promise<ClusterScope> {
  const scope = await saveCluster(store, parameters)
  const { endsAt, ...times } = timesByProgress[progressByStatus[status]]
  const { description, frequencyType } = examples.QueuedSnapshot
  const snapshot: StoredSnapshot = {
    id: snapshotId,
    frequencyType,
    description,
    ...times,
    snapshotType,
    completesAt: endsAt,
    expiresAt: endsAt + 30 * dayMs,
  }
  const key = { kind: 'snapshot', ...scope, id: snapshot.id } as const
  await store.saveResource(key, snapshot, snapshotLock(snapshot, providerTime))
  return scope
}

const progressByState = {
  Queued: 'waiting',
  InProgress: 'running',
  Successful: 'ended',
  Failed: 'ended',
} as const

/** Saves the example cluster with a completed snapshot and a job that exports it. */
export async function saveExportJob(
  store: Store,
  parameters: ClusterParameters,
  provider: CloudProvider,
  state: JobState,
): Promise<void> {
  const scope = await saveSnapshot(store, parameters, 'completed', 'onDemand')
  const times = timesByProgress[progressByState[state]]
  const { prefix, stateReason } = examples.FailedExportJob
  const job: StoredExportJob = {
    id: exportId,
    snapshotId,
    customData: [],
    prefix,
    ...times,
    collections,
    exportBucketId: exportBucketIds[provider],
    ...(state === 'Failed' && { failure: stateReason }),
  }
  const key = { kind: 'exportJob', ...scope, id: exportId } as const
  await store.saveResource(key, job, exportJobLock(job, providerTime))
}

/** Saves the example cluster with its backup schedule, which exports to the bucket of a provider if there is one. */
export async function saveSchedule(
  store: Store,
  parameters: ClusterParameters,
  provider?: CloudProvider,
): Promise<void> {
  const { groupId, clusterName } = await saveCluster(store, parameters)
  const { links: _, nextSnapshot: __, ...schedule } = exampleSchedule
  const changes = provider && { autoExportEnabled: true, export: autoExport(provider) }
  await store.saveSchedule(groupId, clusterName, {
    schedule: parseExample('getGroupClusterBackupSchedule', { ...schedule, ...changes }),
  })
}
