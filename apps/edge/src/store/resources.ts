import type {
  BackupSchedule,
  CloudProviderAccessRole,
  ClusterName,
  ExportBucket,
  ExportBucketId,
  ExportId,
  ReplicaSetSnapshot,
  RoleId,
  SnapshotId,
} from '@export-buckets/core'

/** A cloud provider access role. Its `featureUsages` are not stored, because they follow from the stored buckets. */
export interface StoredRole {
  readonly role: CloudProviderAccessRole
  /** The time from which Atlas can assume the role, because it has propagated. In milliseconds since the epoch. */
  readonly assumableAt: number
  /**
   * The time from which a bucket can use the role. It is later than `assumableAt` after the authorization of an AWS role,
   * which propagates again. Absent: `assumableAt`.
   */
  readonly usableAt?: number
}

/** A cluster. */
export interface StoredCluster {
  /** 24 hexadecimal digits. */
  readonly id: string
  readonly name: ClusterName
  readonly clusterType: 'REPLICASET' | 'SHARDED'
  /** ISO 8601. */
  readonly createDate: string
  readonly mongoDBMajorVersion: string
  /** Whether the cluster has cloud backup. */
  readonly backupEnabled: boolean
  /** The number of collections, which an export job counts. */
  readonly collections: number
}

/** Every type of {@link StoredCluster}. */
export const clusterTypes: readonly StoredCluster['clusterType'][] = ['REPLICASET', 'SHARDED']

/** A snapshot. Its status is a function of the clock. Times are in milliseconds since the epoch. */
export interface StoredSnapshot {
  readonly id: SnapshotId
  readonly snapshotType: ReplicaSetSnapshot['snapshotType']
  readonly frequencyType: NonNullable<ReplicaSetSnapshot['frequencyType']>
  readonly description?: string
  readonly requestedAt: number
  /** The time at which the status becomes `inProgress`. */
  readonly startsAt: number
  /** The time at which the status becomes `completed`. */
  readonly completesAt: number
  readonly expiresAt: number
}

/** A key and a value of an export job's `customData`. */
interface Label {
  readonly key?: string
  readonly value?: string
}

/** An export job. Its state is a function of the clock. Times are in milliseconds since the epoch. */
export interface StoredExportJob {
  readonly id: ExportId
  readonly snapshotId: SnapshotId
  readonly exportBucketId: ExportBucketId
  readonly customData: readonly Label[]
  readonly prefix: string
  readonly requestedAt: number
  /** The time at which the state becomes `InProgress`. */
  readonly startsAt: number
  /** The time at which the state becomes `Successful`, or `Failed` with a `failure`. */
  readonly endsAt: number
  /** The number of collections of the cluster. */
  readonly collections: number
  /** The reason why the job will fail. Absent for a job that will succeed. */
  readonly failure?: { readonly errorCode: string; readonly message: string }
}

/** A backup schedule, without `links` and `nextSnapshot`. */
export interface StoredSchedule {
  readonly schedule: Omit<BackupSchedule, 'links' | 'nextSnapshot'>
}

/** The settings with which the server simulates Atlas in one project. */
export interface Simulation {
  /** The time that a new snapshot takes, in seconds. */
  readonly snapshotSeconds: number
  /** The time that a new export job takes, in seconds. */
  readonly exportSeconds: number
  /** The time that the cloud provider takes to propagate a new role, in seconds. */
  readonly roleSeconds: number
  /** The reason why new export jobs fail. Absent: they succeed. */
  readonly exportFailure?: string
}

/** The simulation of a project that has none of its own. */
export const defaultSimulation: Simulation = {
  snapshotSeconds: 4,
  exportSeconds: 6,
  roleSeconds: 0,
}

/** The types of the stored resources by kind, other than credentials and export buckets. */
export interface Resources {
  readonly role: StoredRole
  readonly cluster: StoredCluster
  readonly snapshot: StoredSnapshot
  readonly exportJob: StoredExportJob
  readonly schedule: StoredSchedule
  readonly simulation: Simulation
}

/** The kind of a stored resource. */
export type ResourceKind = keyof Resources

/** Identifies the resources of one kind in a project, or of a cluster in it. */
export interface ResourceScope<Kind extends ResourceKind> {
  readonly kind: Kind
  readonly groupId: string
  /** The cluster that a snapshot, export job or schedule belongs to. Absent for the other kinds. */
  readonly clusterName?: ClusterName
}

/** Identifies a resource. */
export interface ResourceKey<Kind extends ResourceKind> extends ResourceScope<Kind> {
  /** The id of the resource, or the name of a cluster. Empty for a schedule or simulation, of which a scope has one. */
  readonly id: string
}

/** A lock that prevents two resources from being in progress at once, such as two exports of a snapshot. */
export interface ResourceLock {
  /** The name of what must not be in progress twice in the scope of the resource. */
  readonly name: string
  /** The current time, in milliseconds since the epoch. */
  readonly now: number
  /** The time from which the resource is no longer in progress, in milliseconds since the epoch. */
  readonly until: number
}

/** Returns the key of the schedule of a cluster. */
export function scheduleKey(groupId: string, clusterName: ClusterName): ResourceKey<'schedule'> {
  return { kind: 'schedule', groupId, clusterName, id: '' }
}

/** Returns the key of the simulation of a project. */
export function simulationKey(groupId: string): ResourceKey<'simulation'> {
  return { kind: 'simulation', groupId, id: '' }
}

/** Returns the id of the role that Atlas uses for a bucket. */
export function exportBucketRoleId(bucket: ExportBucket): RoleId {
  return bucket.cloudProvider === 'AWS' ? bucket.iamRoleId : bucket.roleId
}

/** Returns the id of the bucket that a schedule exports to, or `undefined` without auto export. */
export function autoExportBucketId({ schedule }: StoredSchedule): ExportBucketId | undefined {
  return schedule.autoExportEnabled ? schedule.export?.exportBucketId : undefined
}
