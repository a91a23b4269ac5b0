import { cloudProviders, type OperationId } from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import type { OperationHandlers } from '../http/operation-handler.ts'
import { createPage } from '../http/page.ts'
import { notFound } from '../http/path-params.ts'
import type { CloudMetadata } from '../simulation/cloud-metadata.ts'
import type { Store } from '../store/store.ts'
import { findBucket, hideRegion, negotiatedProviders } from './bucket.ts'
import { createBucket } from './create.ts'

type BucketOperation = Extract<OperationId, `${string}BackupExportBucket${string}`>

/** Creates the handlers of export buckets. */
export function exportBucketHandlers(
  store: Store,
  cloud: CloudMetadata,
): OperationHandlers<BucketOperation> {
  return {
    // Omits and does not count buckets that the version does not support.
    async listGroupBackupExportBuckets({ context, groupId, query }) {
      const { includeCount, itemsPerPage, pageNum } = query
      const providers = negotiatedProviders('listGroupBackupExportBuckets', context)
      const range = { providers, offset: (pageNum - 1) * itemsPerPage, limit: itemsPerPage + 1 }
      const [buckets, totalCount] = await Promise.all([
        store.exportBuckets(groupId, range),
        includeCount ? store.countExportBuckets(groupId, providers) : undefined,
      ])
      return createPage(context, query, buckets.map(hideRegion), totalCount)
    },
    async createGroupBackupExportBucket({ groupId, now, readBody }) {
      return hideRegion(
        await createBucket(store, cloud, { groupId, now, request: await readBody() }),
      )
    },
    getGroupBackupExportBucket(request) {
      const providers = negotiatedProviders('getGroupBackupExportBucket', request.context)
      return findBucket(store, request, providers)
    },
    // Only AWS buckets can be updated.
    async updateGroupBackupExportBucket(request) {
      const bucket = await findBucket(store, request, cloudProviders)
      const { requirePrivateNetworking } = await request.readBody()
      if (bucket.cloudProvider !== 'AWS') {
        const message = `requirePrivateNetworking is for AWS, the bucket is of ${bucket.cloudProvider}`
        throw new AtlasError('VALIDATION_ERROR', { parameters: [message] })
      }
      const changedBucket = { ...bucket, requirePrivateNetworking }
      const isReplaced = await store.replaceExportBucket(request.groupId, changedBucket)
      if (!isReplaced) throw notFound(request.context, 'exportBucketId')
      return changedBucket
    },
    async deleteGroupBackupExportBucket({ context, groupId, param }) {
      const result = await store.deleteExportBucket(groupId, param('exportBucketId'))
      if (result === 'in use') throw new AtlasError('EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE')
      if (result === 'absent') throw notFound(context, 'exportBucketId')
      return undefined
    },
  }
}
