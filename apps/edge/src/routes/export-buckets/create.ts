import { type CreateExportBucket, ExportBucket, requestedBucketName } from '@export-buckets/core'
import type { Answering } from '../../checks/check.ts'
import { found } from '../../exchange.ts'
import { answer } from '../../format.ts'
import { newObjectId } from '../../object-id.ts'
import type { CloudFacts } from '../../parts.ts'
import { queryReader } from '../../query.ts'
import { readBody } from '../../request-body.ts'
import type { Store } from '../../store/store.ts'
import { withoutRegion } from './region.ts'

const operationId = 'createGroupBackupExportBucket'

/** What a request makes: the service adds the id, the region of S3, the tenant of Azure. */
function made(_id: string, request: CreateExportBucket, cloud: CloudFacts): ExportBucket {
  const bucket = { ...request, _id, bucketName: requestedBucketName(request) }
  switch (request.cloudProvider) {
    case 'AWS':
      return ExportBucket.parse({
        ...bucket,
        region: cloud.region(request.bucketName),
        requirePrivateNetworking: request.requirePrivateNetworking ?? false,
      })
    case 'AZURE':
      return ExportBucket.parse({ ...bucket, tenantId: cloud.tenantId(request.roleId) })
    default:
      return ExportBucket.parse(bucket)
  }
}

/** Answers `createGroupBackupExportBucket` once the bucket is durable. */
export function createExportBucket(store: Store, cloud: CloudFacts, now: () => number): Answering {
  const queryOf = queryReader(operationId)
  return async (exchange) => {
    const format = queryOf(exchange)
    const bucket = made(newObjectId(now()), await readBody(exchange, operationId), cloud)
    await store.saveExportBucket(found(exchange.groupId), bucket)
    return answer(exchange, withoutRegion(bucket), format)
  }
}
