import type { Answer, ApiVersion } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type Connection, callOperation } from '../operation.ts'
import type { OfBucket } from './ids.ts'

/** Which bucket, of which project, in which version. */
export interface GetExportBucketInput<V extends ApiVersion = ApiVersion> extends OfBucket<V> {}

export function getExportBucket<V extends ApiVersion>(
  connection: Connection,
  input: GetExportBucketInput<V>,
): AtlasPromise<Answer<'getGroupBackupExportBucket', V>> {
  return callOperation(connection, 'getGroupBackupExportBucket', input)
}
