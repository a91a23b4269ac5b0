import { type CreateExportBucket, ExportBucket, requestedBucketName } from '@export-buckets/core'
import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { AtlasError } from '../../errors.ts'
import { found } from '../../exchange.ts'
import { answer } from '../../format.ts'
import { newObjectId } from '../../object-id.ts'
import type { CloudFacts } from '../../parts.ts'
import { queryReader } from '../../query.ts'
import { readBody } from '../../request-body.ts'
import type { Store } from '../../store/store.ts'
import { withoutRegion } from './region.ts'

const operationId = 'createGroupBackupExportBucket'

/**
 * Throws the error for a role that Atlas cannot use.
 *
 * @throws AtlasError `CANNOT_ASSUME_ROLE` or `CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED`
 */
function assertRole(request: CreateExportBucket, { roleStatus }: CloudFacts): void {
  const roleId = request.cloudProvider === 'AWS' ? request.iamRoleId : request.roleId
  const status = roleStatus?.(roleId) ?? 'authorized'
  if (status === 'authorized') return
  const error =
    status === 'unknown' ? 'CANNOT_ASSUME_ROLE' : 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED'
  throw new AtlasError(error, { parameters: [roleId] })
}

/**
 * Makes the bucket of a request: the service adds the id, the region of S3 and the tenant of Azure. A tenant in the request
 * is kept, because without a cloud to ask no other one is right, and Terraform would always see a change.
 */
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
      return ExportBucket.parse({
        ...bucket,
        tenantId: request.tenantId ?? cloud.tenantId(request.roleId),
      })
    default:
      return ExportBucket.parse(bucket)
  }
}

/** Answers `createGroupBackupExportBucket` once the bucket is durable. */
export function createExportBucket(
  store: Store,
  cloud: CloudFacts,
  now: () => number,
): Handler<Env> {
  const queryOf = queryReader(operationId)
  return async (c) => {
    const exchange = c.get('exchange')
    const format = queryOf(exchange)
    const request = await readBody(exchange, operationId)
    assertRole(request, cloud)
    const bucket = made(newObjectId(now()), request, cloud)
    await store.saveExportBucket(found(exchange.groupId), bucket)
    return answer(exchange, withoutRegion(bucket), format)
  }
}
