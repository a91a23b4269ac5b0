import { type Answer, type ApiVersion, ExportBucketId, GroupId } from '@export-buckets/core'
import { type CallOptions, type Connection, callOperation } from './operation.ts'

/** Which bucket, of which project, in which version. */
export interface GetExportBucket<V extends ApiVersion> extends CallOptions {
  /** The project's id: 24 lower-case hexadecimal digits. Atlas calls projects groups. */
  readonly groupId: string
  /** The bucket's id: 24 lower-case hexadecimal digits. */
  readonly exportBucketId: string
  /** The date to ask for; the answer has the newest resource version not later. Default: the client's `version`. */
  readonly version?: V
}

/**
 * The snapshot export buckets of a project.
 *
 * @typeParam Default - the client's version
 */
export interface ExportBuckets<Default extends ApiVersion> {
  /**
   * One export bucket. Needs the role Project Read Only.
   *
   * @returns by `cloudProvider`, an AWS, Azure or Google Cloud bucket; before 2024-05-30 an AWS bucket
   * @throws ValidationError for an id or a version that cannot be, before anything is sent
   * @throws AtlasApiError when Atlas answers with an error, for example 404 `EXPORT_BUCKET_NOT_FOUND`
   * @throws ShapeError when the answer is no export bucket
   * @throws TokenError, TimeoutError, NetworkError, RedirectError
   */
  get<V extends ApiVersion = Default>(
    input: GetExportBucket<V>,
  ): Promise<Answer<'getGroupBackupExportBucket', V>>
}

/** @param defaultVersion - what a call without a version asks for */
export function exportBuckets<Default extends ApiVersion>(
  connection: Connection,
  defaultVersion: Default,
): ExportBuckets<Default> {
  return {
    async get<V extends ApiVersion = Default>(input: GetExportBucket<V>) {
      const { groupId, exportBucketId, version, ...options } = input
      return callOperation(connection, {
        operationId: 'getGroupBackupExportBucket',
        // V is inferred from `version`; where that is left out, it is Default.
        version: (version ?? defaultVersion) as V,
        path: {
          groupId: GroupId.parse(groupId),
          exportBucketId: ExportBucketId.parse(exportBucketId),
        },
        options,
      })
    },
  }
}
