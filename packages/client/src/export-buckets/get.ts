import type { ApiVersion, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import type { BucketParams } from './path-params.ts'

/** Which bucket, of which project, in which version. */
export interface GetExportBucketInput<V extends ApiVersion = ApiVersion> extends BucketParams<V> {}

export function getExportBucket<V extends ApiVersion>(
  context: ClientContext,
  input: GetExportBucketInput<V>,
): AtlasPromise<ResponseBody<'getGroupBackupExportBucket', V>> {
  return callOperation(context, 'getGroupBackupExportBucket', input)
}
