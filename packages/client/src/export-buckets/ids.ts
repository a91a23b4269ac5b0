import { type ApiVersion, ExportBucketId, GroupId, type Operation } from '@export-buckets/core'
import type { CallOptions } from '../call-options.ts'

/** Which project. */
export interface OfProject<V extends ApiVersion> extends CallOptions<V> {
  /** The project's id: 24 lower-case hexadecimal digits. Atlas calls projects groups. */
  readonly groupId: string
}

/** Which bucket, of which project. */
export interface OfBucket<V extends ApiVersion> extends OfProject<V> {
  /** The bucket's id (`_id`): 24 lower-case hexadecimal digits. */
  readonly exportBucketId: string
}

/** The ids that a path has, as they are given: `exportBucketId` where the operation is of one bucket. */
export interface InPath {
  readonly groupId: string
  readonly exportBucketId?: string | undefined
}

/**
 * The parameters of an operation's path.
 *
 * @throws ValidationError for an id that cannot be
 */
export function pathParameters(
  { path }: Operation,
  { groupId, exportBucketId }: InPath,
): Readonly<Record<string, string>> {
  const project = GroupId.parse(groupId)
  return path.endsWith('{exportBucketId}')
    ? { groupId: project, exportBucketId: ExportBucketId.parse(exportBucketId) }
    : { groupId: project }
}
