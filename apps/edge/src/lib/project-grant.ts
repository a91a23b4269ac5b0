import type { ExportBucketId, GroupId } from '@export-buckets/core'

/** What a caller may do in one project. */
export interface ProjectGrant {
  readonly groupId: GroupId
  /** Roles in the spelling of the API, such as `GROUP_READ_ONLY`. */
  readonly roles: readonly string[]
  /** Restricts the grant to these operation ids. Default: every operation that the roles allow. */
  readonly operations?: readonly string[]
  /**
   * Restricts the grant to these buckets. Operations without one bucket in their path, such as a list, are then forbidden.
   * Default: every bucket of the project.
   */
  readonly exportBucketIds?: readonly ExportBucketId[]
}
