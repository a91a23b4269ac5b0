import type { Answer, ApiVersion, RequestBody } from '@export-buckets/core'
import { type Connection, callOperation } from '../operation.ts'
import { type OfProject, projectPath } from './ids.ts'

/** What to make an export bucket, for which project, in which version. */
export interface CreateExportBucketInput<V extends ApiVersion = ApiVersion> extends OfProject<V> {
  /**
   * By `cloudProvider`, an AWS, Azure or Google Cloud bucket; before 2024-05-30 an AWS bucket. The bucket itself has to
   * exist. `iamRoleId` and `roleId` come from the project's cloud provider access.
   */
  readonly bucket: RequestBody<'createGroupBackupExportBucket', V>
}

export async function createExportBucket<V extends ApiVersion>(
  connection: Connection,
  { groupId, bucket, ...options }: CreateExportBucketInput<V>,
): Promise<Answer<'createGroupBackupExportBucket', V>> {
  return callOperation(connection, {
    operationId: 'createGroupBackupExportBucket',
    path: projectPath(groupId),
    body: bucket,
    options,
  })
}
