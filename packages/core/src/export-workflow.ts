import type { ExhaustiveTuple } from './export-bucket.ts'
import type { components } from './openapi.gen.ts'

type Schemas = components['schemas']

/** A role of the project's cloud provider access; `providerName` discriminates the union. */
export type CloudProviderAccessRole = Schemas['CloudProviderAccessRole']

/** An AWS IAM role. Its `iamAssumedRoleArn` is null until the role is authorized. */
export type AwsAccessRole = Schemas['CloudProviderAccessAWSIAMRole']

/** An Azure service principal. Its id is `_id`, where the other providers have `roleId`. */
export type AzureAccessRole = Schemas['CloudProviderAccessAzureServicePrincipal']

/** A Google Cloud service account, which Atlas creates. */
export type GcpAccessRole = Schemas['CloudProviderAccessGCPServiceAccount']

/** The roles of a project, in a list for each cloud provider. */
export type CloudProviderAccessRoles = Schemas['CloudProviderAccessRoles']

/** A cluster of a project. Atlas sends more fields than the type names. */
export type Cluster = Schemas['Cluster']

/** A snapshot of a replica set. */
export type ReplicaSetSnapshot = Schemas['DiskBackupReplicaSet']

/** A snapshot of a sharded cluster. */
export type ShardedClusterSnapshot = Schemas['DiskBackupShardedClusterSnapshot']

/** A snapshot; `type` discriminates the union. */
export type Snapshot = ReplicaSetSnapshot | ShardedClusterSnapshot

/** The frequency of the policy item that caused a snapshot, or `ondemand`. */
export type SnapshotFrequency = NonNullable<ReplicaSetSnapshot['frequencyType']>

/** Every {@link SnapshotFrequency}. */
export const snapshotFrequencies: readonly SnapshotFrequency[] = [
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'yearly',
  'ondemand',
] satisfies ExhaustiveTuple<SnapshotFrequency>

/** An export job. Only `state` says whether it has ended. */
export type ExportJob = Schemas['DiskBackupExportJob']

/** The state of an export job. */
export type ExportJobState = ExportJob['state']

/** The states in which an export job has ended. */
export const finalExportJobStates: readonly ExportJobState[] = [
  'Successful',
  'Failed',
  'Cancelled',
] satisfies ExhaustiveTuple<Exclude<ExportJobState, 'Queued' | 'InProgress'>>

/** A backup schedule in version 2024-08-05. */
export type BackupSchedule = Schemas['DiskBackupSnapshotSchedule20240805']

/** Returns the id of a role, which Azure calls `_id`. */
export function accessRoleId(role: CloudProviderAccessRole): AwsAccessRole['roleId'] {
  return role.providerName === 'AZURE' ? role._id : role.roleId
}
