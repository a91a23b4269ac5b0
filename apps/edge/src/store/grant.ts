import { ExportBucketId, GroupId } from '@export-buckets/core'

/** What a caller may do in one project. */
export interface ProjectGrant {
  readonly groupId: GroupId
  /** Names on the wire, such as `GROUP_READ_ONLY`. */
  readonly roles: readonly string[]
  /** Operation ids; of the operations that the roles allow, these alone. Default: all of them. */
  readonly operations?: readonly string[]
  /**
   * These buckets alone. Whatever is not about one bucket, such as a list, is then not allowed. Default: all buckets of the
   * project.
   */
  readonly exportBucketIds?: readonly ExportBucketId[]
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isGrant(value: unknown): value is ProjectGrant {
  const { groupId, roles, operations = [], exportBucketIds = [] } = Object(value)
  return (
    GroupId.is(groupId) &&
    isStringArray(roles) &&
    isStringArray(operations) &&
    isStringArray(exportBucketIds) &&
    exportBucketIds.every(ExportBucketId.is)
  )
}

/**
 * Reads grants as a store keeps them.
 *
 * @throws TypeError when the text holds anything else: nobody may do what cannot be read
 */
export function parseGrants(text: string): ProjectGrant[] {
  const value: unknown = JSON.parse(text)
  if (Array.isArray(value) && value.every(isGrant)) return value
  throw new TypeError('the store holds grants that cannot be read')
}

/**
 * Reads an access list as a store keeps it.
 *
 * @throws TypeError when the text holds anything else
 */
export function parseAccessList(text: string): string[] {
  const value: unknown = JSON.parse(text)
  if (isStringArray(value)) return value
  throw new TypeError('the store holds an access list that cannot be read')
}
