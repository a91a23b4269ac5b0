import type { ApiVersion } from '@export-buckets/core'
import { withAssumeRoleRetry } from '../assume-role-retry.ts'
import { type ClientContext, callOperation, deleteResource, fetchResult } from '../operation.ts'
import { createPagedList } from '../paged-list.ts'
import type { ExportBuckets } from './export-buckets-types.ts'

export function createExportBuckets<DefaultVersion extends ApiVersion>(
  context: ClientContext,
): ExportBuckets<DefaultVersion> {
  return {
    get: (input) => callOperation(context, 'getGroupBackupExportBucket', input),
    list: (input) =>
      createPagedList(input, (query) =>
        callOperation(context, 'listGroupBackupExportBuckets', input, { query }),
      ),
    create: (input) =>
      withAssumeRoleRetry(input, () =>
        fetchResult(context, 'createGroupBackupExportBucket', input, { body: input.bucket }),
      ),
    update: (input) => {
      const { requirePrivateNetworking } = input
      const body = { requirePrivateNetworking }
      return callOperation(context, 'updateGroupBackupExportBucket', input, { body })
    },
    delete: (input) =>
      deleteResource(context, 'deleteGroupBackupExportBucket', input, 'EXPORT_BUCKET_NOT_FOUND'),
  }
}
