import { type ApiVersion, ExportBucketId, GroupId, type Operation } from '@export-buckets/core'
import type { CallOptions } from '../call-options.ts'

/** Which project. */
export interface ProjectParams<V extends ApiVersion> extends CallOptions<V> {
  /** The project's id: 24 lower-case hexadecimal digits. Atlas calls projects groups. */
  readonly groupId: string
}

/** Which bucket, of which project. */
export interface BucketParams<V extends ApiVersion> extends ProjectParams<V> {
  /** The bucket's id (`_id`): 24 lower-case hexadecimal digits. */
  readonly exportBucketId: string
}

/** The ids that a path has, as they are given: `exportBucketId` where the operation is of one bucket. */
export interface PathParams {
  readonly groupId: string
  readonly exportBucketId?: string | undefined
}

/**
 * The parameters of an operation's path.
 *
 * @throws ValidationError for an id that cannot be
 */
export function toPathParameters(
  { path }: Operation,
  { groupId, exportBucketId }: PathParams,
): Readonly<Record<string, string>> {
  const parsedGroupId = GroupId.parse(groupId)
  return path.endsWith('{exportBucketId}')
    ? { groupId: parsedGroupId, exportBucketId: ExportBucketId.parse(exportBucketId) }
    : { groupId: parsedGroupId }
}
