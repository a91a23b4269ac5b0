import type { ApiVersion } from '@export-buckets/core'
import { AtlasApiError } from '../errors/atlas-api-error.ts'
import { type Connection, callOperation } from '../operation.ts'
import { bucketPath, type OfBucket } from './ids.ts'

/** Which bucket, of which project. */
export interface DeleteExportBucketInput extends OfBucket<ApiVersion> {
  /** Whether a bucket that is not there counts as deleted. Default: false. */
  readonly ignoreMissing?: boolean
}

function isMissingBucket(error: unknown): boolean {
  return error instanceof AtlasApiError && error.errorCode === 'EXPORT_BUCKET_NOT_FOUND'
}

export async function deleteExportBucket(
  connection: Connection,
  { groupId, exportBucketId, ignoreMissing = false, ...options }: DeleteExportBucketInput,
): Promise<void> {
  try {
    await callOperation(connection, {
      operationId: 'deleteGroupBackupExportBucket',
      path: bucketPath(groupId, exportBucketId),
      options,
    })
  } catch (error) {
    if (!ignoreMissing || !isMissingBucket(error)) throw error
  }
}
