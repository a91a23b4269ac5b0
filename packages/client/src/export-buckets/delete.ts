import type { ApiVersion } from '@export-buckets/core'
import { parseResponse } from '../answer.ts'
import { type AtlasPromise, atlasPromise, type CallResult } from '../atlas-promise.ts'
import { type Connection, sendOperation } from '../operation.ts'
import type { OfBucket } from './ids.ts'

/** Which bucket, of which project. */
export interface DeleteExportBucketInput extends OfBucket<ApiVersion> {
  /** Whether a bucket that is not there counts as deleted. Default: false. */
  readonly ignoreMissing?: boolean | undefined
}

async function send(
  connection: Connection,
  input: DeleteExportBucketInput,
): Promise<CallResult<undefined>> {
  const operationId = 'deleteGroupBackupExportBucket'
  const { asked, answered, text, error } = await sendOperation(connection, operationId, input)
  if (error === undefined) return { data: parseResponse(asked, answered, text), answered }
  const isMissing = error.errorCode === 'EXPORT_BUCKET_NOT_FOUND'
  if (!input.ignoreMissing || !isMissing) throw error
  return { data: undefined, answered }
}

export function deleteExportBucket(
  connection: Connection,
  input: DeleteExportBucketInput,
): AtlasPromise<void> {
  return atlasPromise<void>(send(connection, input))
}
