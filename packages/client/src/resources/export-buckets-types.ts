import type { ApiVersion, RequestBody, ResolvedVersion, ResponseBody } from '@export-buckets/core'
import type { AssumeRoleRetryParams } from '../assume-role-retry.ts'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { BucketParams, DeleteOptions, ProjectParams } from '../call-options.ts'
import type { ListOptions, PagedList, PageItem } from '../paged-list.ts'
import type { OperationVersion } from '../resolve-operation.ts'

/** The input of `get`. */
export interface GetExportBucketInput<V extends ApiVersion = ApiVersion> extends BucketParams<V> {}

/** The input of `list`. */
export interface ListExportBucketsInput<V extends ApiVersion = ApiVersion>
  extends ProjectParams<V>,
    ListOptions {}

/** The input of `create`. */
export interface CreateExportBucketInput<V extends ApiVersion = ApiVersion>
  extends ProjectParams<V>,
    AssumeRoleRetryParams {
  /**
   * An AWS, Azure or Google Cloud bucket, by `cloudProvider`; before 2024-05-30 an AWS bucket. It must exist at the cloud
   * provider. `iamRoleId` and `roleId` come from the project's cloud provider access.
   */
  readonly bucket: RequestBody<'createGroupBackupExportBucket', V>
}

/** An API date at which buckets can be updated: 2024-05-30 and later. */
export type UpdateVersion = OperationVersion<'updateGroupBackupExportBucket'>

/**
 * The input of `update`.
 *
 * @typeParam DefaultVersion - the client's version. When it is too old for an update, the call requires a `version`
 */
export type UpdateExportBucketInput<DefaultVersion extends ApiVersion = ApiVersion> =
  BucketParams<UpdateVersion> & {
    /** Whether exports use private networking only. */
    readonly requirePrivateNetworking: boolean
  } & ([ResolvedVersion<'updateGroupBackupExportBucket', DefaultVersion>] extends [never]
      ? { readonly version: UpdateVersion }
      : unknown)

/** The input of `delete`. */
export interface DeleteExportBucketInput extends BucketParams, DeleteOptions {}

/** A page of buckets: `results`, and `links` and `totalCount` when Atlas sends them. */
export type ListExportBucketsPage<V extends ApiVersion> = ResponseBody<
  'listGroupBackupExportBuckets',
  V
>

/** A bucket of a page. Atlas omits `region` here. */
export type ListExportBucketsItem<V extends ApiVersion> = PageItem<ListExportBucketsPage<V>>

/** The export buckets of a project, fetched lazily. */
export type ExportBucketList<V extends ApiVersion> = PagedList<ListExportBucketsPage<V>>

/**
 * The snapshot export buckets of a project. Reading requires the role Project Read Only, writing Project Backup Manager.
 *
 * Each method rejects with a ValidationError for invalid input, before anything is sent. Other rejections are an
 * AtlasApiError, UnexpectedResponseError, TokenError, TimeoutError, NetworkError or RedirectError. Each promise has
 * `withResponse()`, for the status, headers and request id.
 *
 * @typeParam DefaultVersion - the client's version
 */
export interface ExportBuckets<DefaultVersion extends ApiVersion> {
  /**
   * Returns one export bucket.
   *
   * @returns an AWS, Azure or Google Cloud bucket, by `cloudProvider`; before 2024-05-30 an AWS bucket
   * @throws AtlasApiError for an HTTP error, for example 404 `EXPORT_BUCKET_NOT_FOUND`
   * @throws UnexpectedResponseError when the response is not an export bucket
   */
  get<V extends ApiVersion = DefaultVersion>(
    input: GetExportBucketInput<V>,
  ): AtlasPromise<ResponseBody<'getGroupBackupExportBucket', V>>

  /**
   * Lists all export buckets of a project; before 2024-05-30 its AWS buckets. The first request is sent by the iteration,
   * `all()` or `page()`, which also throw the errors.
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
   * Creates an export bucket from a bucket of a cloud provider. It is not retried: after a TimeoutError or a NetworkError
   * the export bucket may exist, so call `list` to check. Only `CANNOT_ASSUME_ROLE` is retried, with `retryAssumeRole`.
   *
   * @returns the export bucket with its `_id`; Atlas omits `region` here
   * @throws ValidationError that lists every violation of `bucket`, before anything is sent
   * @throws AtlasApiError for an HTTP error, for example 400 `EXPORT_BUCKET_NAME_INVALID`
   */
  create<V extends ApiVersion = DefaultVersion>(
    input: CreateExportBucketInput<V>,
  ): AtlasPromise<ResponseBody<'createGroupBackupExportBucket', V>>

  /**
   * Sets whether exports to an AWS bucket use private networking only. Requires 2024-05-30 or later: an older version is a
   * compile error and a ValidationError. It is not retried.
   *
   * @returns the updated AWS bucket
   * @throws AtlasApiError for an HTTP error, for example 404 `EXPORT_BUCKET_NOT_FOUND`
   */
  update(
    input: UpdateExportBucketInput<DefaultVersion>,
  ): AtlasPromise<ResponseBody<'updateGroupBackupExportBucket'>>

  /**
   * Deletes an export bucket. The bucket of the cloud provider is not changed.
   *
   * It is retried like every idempotent request. A 404 `EXPORT_BUCKET_NOT_FOUND` after a retry may mean that the first
   * attempt deleted the bucket, or that it never existed. It is an error unless `ignoreMissing` is set.
   *
   * @throws AtlasApiError for an HTTP error, for example 400 `EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE` while a backup
   *   schedule exports to the bucket
   */
  delete(input: DeleteExportBucketInput): AtlasPromise<void>
}
