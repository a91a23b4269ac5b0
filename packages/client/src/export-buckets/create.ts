import type { ApiVersion, RequestBody, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import type { ProjectParams } from './path-params.ts'

/** What to make an export bucket, for which project, in which version. */
export interface CreateExportBucketInput<V extends ApiVersion = ApiVersion>
  extends ProjectParams<V> {
  /**
   * By `cloudProvider`, an AWS, Azure or Google Cloud bucket; before 2024-05-30 an AWS bucket. The bucket itself has to
   * exist. `iamRoleId` and `roleId` come from the project's cloud provider access.
   */
  readonly bucket: RequestBody<'createGroupBackupExportBucket', V>
}

export function createExportBucket<V extends ApiVersion>(
  context: ClientContext,
  input: CreateExportBucketInput<V>,
): AtlasPromise<ResponseBody<'createGroupBackupExportBucket', V>> {
  return callOperation(context, 'createGroupBackupExportBucket', input, { body: input.bucket })
}
