import type { Answer, AnsweringVersion, ApiVersion } from '@export-buckets/core'
import type { VersionOf } from '../asked.ts'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type Connection, callOperation } from '../operation.ts'
import type { OfBucket } from './ids.ts'

/** A date at which buckets can be updated: 2024-05-30 and later. */
export type UpdateVersion = VersionOf<'updateGroupBackupExportBucket'>

/**
 * Which AWS bucket, of which project, and what is to change.
 *
 * @typeParam Default - the client's version; where that is too old for an update, the call has to bring its own
 */
export type UpdateExportBucketInput<Default extends ApiVersion = ApiVersion> =
  OfBucket<UpdateVersion> & {
    /** Whether exports go over private networking alone. */
    readonly requirePrivateNetworking: boolean
  } & ([AnsweringVersion<'updateGroupBackupExportBucket', Default>] extends [never]
      ? { readonly version: UpdateVersion }
      : unknown)

export function updateExportBucket(
  connection: Connection,
  input: UpdateExportBucketInput,
): AtlasPromise<Answer<'updateGroupBackupExportBucket'>> {
  const { requirePrivateNetworking } = input
  const body = { requirePrivateNetworking }
  return callOperation(connection, 'updateGroupBackupExportBucket', input, { body })
}
