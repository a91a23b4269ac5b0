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

/** A cloud provider access role. Its `featureUsages` are not stored, because the buckets that use it are. */
export interface StoredRole {
  readonly role: CloudProviderAccessRole
  /** When the cloud provider has propagated the role, in milliseconds since the epoch. Before, Atlas cannot assume it. */
  readonly assumableAt: number
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

/** A snapshot. Its status is a function of the clock. Times are in milliseconds since the epoch. */
export interface StoredSnapshot {
  readonly id: SnapshotId
  readonly snapshotType: ReplicaSetSnapshot['snapshotType']
  readonly frequencyType: NonNullable<ReplicaSetSnapshot['frequencyType']>
  readonly description?: string
  readonly requestedAt: number
  /** When the status becomes `inProgress`. */
  readonly startsAt: number
  /** When the status becomes `completed`. */
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
  /** When the state becomes `InProgress`. */
  readonly startsAt: number
  /** When the state becomes `Successful`, or `Failed` with a `failure`. */
  readonly endsAt: number
  /** The number of collections of the cluster. */
  readonly collections: number
  /** Why the job will fail. Absent for a job that will succeed. */
  readonly failure?: { readonly errorCode: string; readonly message: string }
}

/** A backup schedule, without `links` and `nextSnapshot`. */
export interface StoredSchedule {
  readonly schedule: Omit<BackupSchedule, 'links' | 'nextSnapshot'>
}

/** How the server replaces the cloud in one project. */
export interface Simulation {
  /** How long a new snapshot takes, in seconds. */
  readonly snapshotSeconds: number
  /** How long a new export job takes, in seconds. */
  readonly exportSeconds: number
  /** How long the cloud provider needs to propagate a new role, in seconds. */
  readonly roleSeconds: number
  /** Why new export jobs fail. Absent: they succeed. */
  readonly exportFailure?: string
}

/** The simulation of a project that has no other one. */
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
  /** The id of the resource, or the name of a cluster. Empty for the one schedule or simulation of its scope. */
  readonly id: string
}

/** Prevents two resources from being in progress at once, such as two exports of a snapshot. */
export interface ResourceLock {
  /** What must not be in progress twice in the scope of the resource. */
  readonly name: string
  /** The current time, in milliseconds since the epoch. */
  readonly now: number
  /** When the resource is no longer in progress, in milliseconds since the epoch. */
  readonly until: number
}

/** Returns the id of the role that Atlas uses for a bucket. */
export function exportBucketRoleId(bucket: ExportBucket): RoleId {
  return bucket.cloudProvider === 'AWS' ? bucket.iamRoleId : bucket.roleId
}

/** Returns the id of the bucket that a schedule exports to, or `undefined` without auto export. */
export function autoExportBucketId({ schedule }: StoredSchedule): ExportBucketId | undefined {
  return schedule.autoExportEnabled ? schedule.export?.exportBucketId : undefined
}
