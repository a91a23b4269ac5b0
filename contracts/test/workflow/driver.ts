import {
  type BackupSchedule,
  type CloudProvider,
  type CloudProviderAccessRole,
  type ClusterName,
  type CreateExportBucket,
  type ExportBucket,
  type ExportBucketId,
  type ExportId,
  type ExportJob,
  type ExportJobState,
  finalExportJobStates,
  newestApiVersion,
  type OperationId,
  type RequestBody,
  type ResponseBody,
  type RoleId,
  responseDrift,
  responseValidator,
  type Snapshot,
  type SnapshotId,
} from '@export-buckets/core'

/** A role, without and with the authorization. */
export type CreateRole = RequestBody<'createGroupCloudProviderAccess'>
export type AuthorizeRole = RequestBody<'authorizeGroupCloudProviderAccessRole'>
/** The snapshot and the bucket of an export job. */
type CreateJob = Pick<ExportJob, 'exportBucketId' | 'snapshotId'>
/** The auto export of a schedule. */
type AutoExport = NonNullable<BackupSchedule['export']>

/** The states of a job, in the order in which it can have them. */
export const orderedStates: readonly ExportJobState[] = [
  'Queued',
  'InProgress',
  ...finalExportJobStates,
]

/** A job that has ended, and the states that were seen until then. */
interface WatchedJob {
  readonly job: ExportJob
  readonly states: readonly ExportJobState[]
}

/**
 * The calls of the export workflow, as one kind of user makes them. Each of them rejects with an error whose message contains
 * Atlas's error code.
 */
export interface WorkflowDriver {
  createRole(role: CreateRole): Promise<CloudProviderAccessRole>
  authorizeRole(roleId: RoleId, role: AuthorizeRole): Promise<CloudProviderAccessRole>
  getRole(roleId: RoleId): Promise<CloudProviderAccessRole>
  deauthorizeRole(roleId: RoleId, cloudProvider: CloudProvider): Promise<void>
  createBucket(bucket: CreateExportBucket): Promise<ExportBucket>
  getBucket(exportBucketId: ExportBucketId): Promise<ExportBucket>
  deleteBucket(exportBucketId: ExportBucketId): Promise<void>
  /** Turns off the auto export of the cluster that uses a bucket, and deletes the bucket. */
  detachBucket(exportBucketId: ExportBucketId, clusterName: ClusterName): Promise<void>
  takeSnapshot(clusterName: ClusterName): Promise<Snapshot>
  waitForSnapshot(clusterName: ClusterName, snapshotId: SnapshotId): Promise<Snapshot>
  /** Returns the newest snapshot that can be exported. */
  newestSnapshot(clusterName: ClusterName): Promise<Snapshot>
  deleteSnapshot(clusterName: ClusterName, snapshotId: SnapshotId): Promise<void>
  createJob(clusterName: ClusterName, job: CreateJob): Promise<ExportJob>
  watchJob(clusterName: ClusterName, exportId: ExportId): Promise<WatchedJob>
  listJobs(clusterName: ClusterName): Promise<readonly ExportJob[]>
  getSchedule(clusterName: ClusterName): Promise<BackupSchedule>
  /** Turns on the auto export. */
  updateSchedule(clusterName: ClusterName, autoExport: AutoExport): Promise<BackupSchedule>
  deleteSchedule(clusterName: ClusterName): Promise<BackupSchedule>
}

/** The newest version of a response body. */
type NewestBody<Op extends OperationId> = ResponseBody<Op, typeof newestApiVersion>

/**
 * Parses the JSON of a response.
 *
 * @throws Error when it differs from the schema of the operation's newest version
 */
export function parseBody<Op extends OperationId>(operationId: Op, text: string): NewestBody<Op> {
  const body: unknown = JSON.parse(text)
  const differences = responseDrift(operationId, newestApiVersion, body)
  if (differences.length > 0) throw new Error(`${operationId}: ${JSON.stringify(differences)}`)
  const validator = responseValidator(operationId, newestApiVersion)
  if (validator === undefined) throw new Error(`${operationId}: expected no body, got ${text}`)
  return validator.parse(body)
}
