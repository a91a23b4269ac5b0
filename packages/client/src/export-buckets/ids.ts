import { type ApiVersion, ExportBucketId, GroupId } from '@export-buckets/core'
import type { CallOptions } from '../operation.ts'

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

/** @throws ValidationError for an id that cannot be */
export function projectPath(groupId: string): { readonly groupId: GroupId } {
  return { groupId: GroupId.parse(groupId) }
}

/** @throws ValidationError for an id that cannot be */
export function bucketPath(
  groupId: string,
  exportBucketId: string,
): { readonly groupId: GroupId; readonly exportBucketId: ExportBucketId } {
  return { ...projectPath(groupId), exportBucketId: ExportBucketId.parse(exportBucketId) }
}
