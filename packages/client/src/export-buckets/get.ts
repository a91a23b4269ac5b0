import type { Answer, ApiVersion } from '@export-buckets/core'
import { type Connection, callOperation } from '../operation.ts'
import { bucketPath, type OfBucket } from './ids.ts'

/** Which bucket, of which project, in which version. */
export interface GetExportBucketInput<V extends ApiVersion = ApiVersion> extends OfBucket<V> {}

export async function getExportBucket<V extends ApiVersion>(
  connection: Connection,
  { groupId, exportBucketId, ...options }: GetExportBucketInput<V>,
): Promise<Answer<'getGroupBackupExportBucket', V>> {
  return callOperation(connection, {
    operationId: 'getGroupBackupExportBucket',
    path: bucketPath(groupId, exportBucketId),
    options,
  })
}
