import type { ApiVersion } from '@export-buckets/core'
import { AtlasApiError } from '../errors/atlas-api-error.ts'
import { type Connection, callOperation } from '../operation.ts'
import type { OfBucket } from './ids.ts'

/** Which bucket, of which project. */
export interface DeleteExportBucketInput extends OfBucket<ApiVersion> {
  /** Whether a bucket that is not there counts as deleted. Default: false. */
  readonly ignoreMissing?: boolean | undefined
}

function isMissingBucket(error: unknown): boolean {
  return error instanceof AtlasApiError && error.errorCode === 'EXPORT_BUCKET_NOT_FOUND'
}

export async function deleteExportBucket(
  connection: Connection,
  input: DeleteExportBucketInput,
): Promise<void> {
  try {
    await callOperation(connection, 'deleteGroupBackupExportBucket', input)
  } catch (error) {
    if (!input.ignoreMissing || !isMissingBucket(error)) throw error
  }
}
