import type { ApiVersion } from '@export-buckets/core'
import { type AtlasPromise, type CallResult, toAtlasPromise } from '../atlas-promise.ts'
import { type ClientContext, sendOperation } from '../operation.ts'
import { parseResponse } from '../parse-response.ts'
import type { BucketParams } from './path-params.ts'

/** Which bucket, of which project. */
export interface DeleteExportBucketInput extends BucketParams<ApiVersion> {
  /** Whether a bucket that is not there counts as deleted. Default: false. */
  readonly ignoreMissing?: boolean | undefined
}

async function sendDelete(
  context: ClientContext,
  input: DeleteExportBucketInput,
): Promise<CallResult<undefined>> {
  const operationId = 'deleteGroupBackupExportBucket'
  const { resolvedOperation, bufferedResponse, text, error } = await sendOperation(
    context,
    operationId,
    input,
  )
  if (error === undefined)
    return { data: parseResponse(resolvedOperation, bufferedResponse, text), bufferedResponse }
  const isMissing = error.errorCode === 'EXPORT_BUCKET_NOT_FOUND'
  if (!input.ignoreMissing || !isMissing) throw error
  return { data: undefined, bufferedResponse }
}

export function deleteExportBucket(
  context: ClientContext,
  input: DeleteExportBucketInput,
): AtlasPromise<void> {
  return toAtlasPromise<void>(sendDelete(context, input))
}
