import { type CreateExportBucket, ExportBucket, requestedBucketName } from '@export-buckets/core'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Handler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import { readBody } from '../http/request-body.ts'
import { type Env, requireValue } from '../http/request-context.ts'
import { createQueryParser } from '../http/request-params.ts'
import { respondVersioned } from '../http/respond.ts'
import type { Store } from '../store/store.ts'
import { hideRegion } from './bucket.ts'
import type { CloudMetadata } from './cloud-metadata.ts'

const operationId = 'createGroupBackupExportBucket'

/**
 * Creates an id in the format of MongoDB's ObjectId: the time in seconds, then random bytes, so that ids sort by age.
 *
 * @param now - milliseconds since the epoch
 */
function generateObjectId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 1000))
  return bytesToHex(bytes)
}

/**
 * Asserts that Atlas can use the role of a request.
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
 * Creates the bucket of a request. The service adds the id, the region of an S3 bucket and the tenant of an Azure bucket. A
 * tenant in the request takes precedence, because Terraform would report any other tenant as a change.
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

/** Handles `createGroupBackupExportBucket`. Responds once the bucket is durable. */
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
    await store.saveExportBucket(requireValue(context.groupId), bucket)
    return respondVersioned(context, hideRegion(bucket), format)
  }
}
