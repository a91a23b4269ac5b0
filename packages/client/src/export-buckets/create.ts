import type { Answer, ApiVersion, RequestBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type Connection, callOperation } from '../operation.ts'
import type { OfProject } from './ids.ts'

/** What to make an export bucket, for which project, in which version. */
export interface CreateExportBucketInput<V extends ApiVersion = ApiVersion> extends OfProject<V> {
  /**
   * By `cloudProvider`, an AWS, Azure or Google Cloud bucket; before 2024-05-30 an AWS bucket. The bucket itself has to
   * exist. `iamRoleId` and `roleId` come from the project's cloud provider access.
   */
  readonly bucket: RequestBody<'createGroupBackupExportBucket', V>
}

export function createExportBucket<V extends ApiVersion>(
  connection: Connection,
  input: CreateExportBucketInput<V>,
): AtlasPromise<Answer<'createGroupBackupExportBucket', V>> {
  return callOperation(connection, 'createGroupBackupExportBucket', input, { body: input.bucket })
}
