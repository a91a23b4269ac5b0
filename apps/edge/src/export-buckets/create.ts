import { type CreateExportBucket, ExportBucket, requestedBucketName } from '@export-buckets/core'
import type { Handler } from 'hono'
import type { Env } from '../http/env.ts'
import { AtlasError } from '../http/errors.ts'
import { createQueryParser } from '../http/query-parser.ts'
import { readBody } from '../http/request-body.ts'
import { required } from '../http/request-context.ts'
import { respondVersioned } from '../http/response-format.ts'
import type { CloudMetadata } from '../options.ts'
import type { Store } from '../store/store.ts'
import { hideRegion } from './bucket-view.ts'
import { generateObjectId } from './object-id.ts'

const operationId = 'createGroupBackupExportBucket'

/**
 * Throws the error for a role that Atlas cannot use.
 *
 * @throws AtlasError `CANNOT_ASSUME_ROLE` or `CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED`
 */
function assertRole(request: CreateExportBucket, { roleStatus }: CloudMetadata): void {
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
function toExportBucket(
  _id: string,
  request: CreateExportBucket,
  cloud: CloudMetadata,
): ExportBucket {
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
  cloud: CloudMetadata,
  now: () => number,
): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const format = parseQuery(context)
    const request = await readBody(context, operationId)
    assertRole(request, cloud)
    const bucket = toExportBucket(generateObjectId(now()), request, cloud)
    await store.saveExportBucket(required(context.groupId), bucket)
    return respondVersioned(context, hideRegion(bucket), format)
  }
}
