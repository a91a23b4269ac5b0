import type { ApiVersion, ResolvedVersion, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import type { OperationVersion } from '../resolve-operation.ts'
import type { BucketParams } from './path-params.ts'

/** A date at which buckets can be updated: 2024-05-30 and later. */
export type UpdateVersion = OperationVersion<'updateGroupBackupExportBucket'>

/**
 * Which AWS bucket, of which project, and what is to change.
 *
 * @typeParam Default - the client's version; where that is too old for an update, the call has to bring its own
 */
export type UpdateExportBucketInput<DefaultVersion extends ApiVersion = ApiVersion> =
  BucketParams<UpdateVersion> & {
    /** Whether exports go over private networking alone. */
    readonly requirePrivateNetworking: boolean
  } & ([ResolvedVersion<'updateGroupBackupExportBucket', DefaultVersion>] extends [never]
      ? { readonly version: UpdateVersion }
      : unknown)

export function updateExportBucket(
  context: ClientContext,
  input: UpdateExportBucketInput,
): AtlasPromise<ResponseBody<'updateGroupBackupExportBucket'>> {
  const { requirePrivateNetworking } = input
  const body = { requirePrivateNetworking }
  return callOperation(context, 'updateGroupBackupExportBucket', input, { body })
}
