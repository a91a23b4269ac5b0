import type { ApiVersion, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { ClientContext } from '../operation.ts'
import { type CreateExportBucketInput, createExportBucket } from './create.ts'
import { type DeleteExportBucketInput, deleteExportBucket } from './delete.ts'
import { type GetExportBucketInput, getExportBucket } from './get.ts'
import { type ExportBucketList, type ListExportBucketsInput, listExportBuckets } from './list.ts'
import { type UpdateExportBucketInput, updateExportBucket } from './update.ts'

/**
 * The snapshot export buckets of a project. Reading needs the role Project Read Only, writing Project Backup Manager.
 *
 * Each method rejects with a ValidationError before anything is sent when an id, a version or another input cannot be, and
 * otherwise with an AtlasApiError, UnexpectedResponseError, TokenError, TimeoutError, NetworkError or RedirectError. The
 * promise of each has `withResponse()`, for status, headers and request id.
 *
 * @typeParam Default - the client's version
 */
export interface ExportBuckets<DefaultVersion extends ApiVersion> {
  /**
   * One export bucket.
   *
   * @returns by `cloudProvider`, an AWS, Azure or Google Cloud bucket; before 2024-05-30 an AWS bucket
   * @throws AtlasApiError when Atlas answers with an error, for example 404 `EXPORT_BUCKET_NOT_FOUND`
   * @throws UnexpectedResponseError when the answer is no export bucket
   */
  get<V extends ApiVersion = DefaultVersion>(
    input: GetExportBucketInput<V>,
  ): AtlasPromise<ResponseBody<'getGroupBackupExportBucket', V>>

  /**
   * All export buckets of a project; before 2024-05-30 its AWS buckets. Nothing is sent before the list is iterated or
   * a page of it is asked for, and it is then that errors are thrown.
   *
   * @example
   * ```ts
   * for await (const bucket of atlas.exportBuckets.list({ groupId })) console.log(bucket.bucketName)
   * const buckets = await atlas.exportBuckets.list({ groupId }).all()
   * const { results, totalCount } = await atlas.exportBuckets.list({ groupId }).page()
   * ```
   */
  list<V extends ApiVersion = DefaultVersion>(input: ListExportBucketsInput<V>): ExportBucketList<V>

  /**
   * Makes a bucket of a cloud provider an export bucket. Never repeated after a failure: after a TimeoutError or a
   * NetworkError it may have been made, and the list tells.
   *
   * @returns the export bucket with its `_id`; Atlas leaves `region` out here
   * @throws ValidationError naming every violation of `bucket`, before anything is sent
   * @throws AtlasApiError for example 400 `EXPORT_BUCKET_NAME_INVALID`
   */
  create<V extends ApiVersion = DefaultVersion>(
    input: CreateExportBucketInput<V>,
  ): AtlasPromise<ResponseBody<'createGroupBackupExportBucket', V>>

  /**
   * Says whether exports to an AWS bucket go over private networking alone. Since 2024-05-30; an older version does not
   * compile, and is a ValidationError. Never repeated after a failure.
   *
   * @returns the AWS bucket as it is then
   * @throws AtlasApiError for example 404 `EXPORT_BUCKET_NOT_FOUND`
   */
  update(
    input: UpdateExportBucketInput<DefaultVersion>,
  ): AtlasPromise<ResponseBody<'updateGroupBackupExportBucket'>>

  /**
   * Deletes an export bucket; the bucket of the cloud provider stays as it is.
   *
   * It is repeated like every idempotent request. A 404 `EXPORT_BUCKET_NOT_FOUND` after a repeat can mean that the first
   * attempt did delete the bucket; nothing tells that from a bucket that never was, so it is an error all the same unless
   * `ignoreMissing` is set.
   *
   * @throws AtlasApiError for example 400 `EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE` while a backup schedule exports to it
   */
  delete(input: DeleteExportBucketInput): AtlasPromise<void>
}

export function createExportBuckets<DefaultVersion extends ApiVersion>(
  context: ClientContext,
): ExportBuckets<DefaultVersion> {
  return {
    get: (input) => getExportBucket(context, input),
    list: (input) => listExportBuckets(context, input),
    create: (input) => createExportBucket(context, input),
    update: (input) => updateExportBucket(context, input),
    delete: (input) => deleteExportBucket(context, input),
  }
}
