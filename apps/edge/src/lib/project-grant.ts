import type { ClusterName, ExportBucketId, GroupId } from '@export-buckets/core'

/** What a caller may do in one project. */
export interface ProjectGrant {
  readonly groupId: GroupId
  /** Roles in the spelling of the API, such as `GROUP_READ_ONLY`. */
  readonly roles: readonly string[]
  /** Restricts the grant to these operation ids. Default: every operation that the roles allow. */
  readonly operations?: readonly string[]
  /**
   * Restricts the grant to these buckets. Operations that name neither one of them nor one of `clusterNames` in their path,
   * such as a list, are then forbidden. Default: every bucket of the project.
   */
  readonly exportBucketIds?: readonly ExportBucketId[]
  /**
   * Restricts the grant to these clusters, in the same way. With `exportBucketIds`, the snapshots of the clusters can only be
   * exported to these buckets. Default: every cluster of the project.
   */
  readonly clusterNames?: readonly ClusterName[]
}
