import {
  type CloudProvider,
  ClusterName,
  ExportBucketId,
  ExportId,
  GroupId,
  type paths,
  RoleId,
  SnapshotId,
} from '@export-buckets/core'
import { examples } from './examples.gen.ts'

type NamesInBraces<Path> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesInBraces<Rest>
  : never

/** The name of a parameter in the path of an operation. */
export type PathParameterName = NamesInBraces<keyof paths>

/** The value of each path parameter. A path ignores those that it does not have. */
export type PathParameters = Readonly<Record<PathParameterName, string>>

/** The project of every interaction. */
export const groupId: GroupId = GroupId.parse(examples.Cluster.groupId)

/** The role that the example buckets use. Its id is the same for each cloud provider. */
export const roleId: RoleId = RoleId.parse(examples.AwsRole.roleId)

/** The id of the example bucket of each cloud provider. */
export const exportBucketIds: Readonly<Record<CloudProvider, ExportBucketId>> = {
  AWS: ExportBucketId.parse(examples.AwsExportBucket._id),
  AZURE: ExportBucketId.parse(examples.AzureExportBucket._id),
  GCP: ExportBucketId.parse(examples.GcpExportBucket._id),
}

/** The ids and the name of the other examples. */
export const clusterName: ClusterName = ClusterName.parse(examples.Cluster.name)
export const snapshotId: SnapshotId = SnapshotId.parse(examples.CompletedSnapshot.id)
export const exportId: ExportId = ExportId.parse(examples.SuccessfulExportJob.id)

/** A valid id that nothing has. */
export const unknownId = '222222222222222222222222'
/** A project that does not exist. */
export const unknownGroupId: GroupId = GroupId.parse('111111111111111111111111')
/** A cluster that does not exist. */
export const unknownClusterName: ClusterName = ClusterName.parse('Cluster9')

/** A text in the format of no id. */
export const malformedId = 'not-an-id'

/** Returns the path parameters of the examples. */
export const examplePathParameters = (provider: CloudProvider): PathParameters => ({
  groupId,
  exportBucketId: exportBucketIds[provider],
  cloudProvider: provider,
  roleId,
  clusterName,
  snapshotId,
  exportId,
})

/** The time of the provider unless a state sets another one, in milliseconds since the epoch. */
export const providerTime: number = Date.parse('2026-11-24T00:00:00Z')
