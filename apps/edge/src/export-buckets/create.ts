import {
  type CloudProviderAccessRole,
  type CreateExportBucket,
  ExportBucket,
  type GroupId,
  requestedBucketName,
} from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import type { CloudMetadata } from '../simulation/cloud-metadata.ts'
import { generateObjectId } from '../simulation/object-id.ts'
import { isAuthorized } from '../simulation/roles.ts'
import type { Store } from '../store/store.ts'

/** The values that determine a new bucket. */
interface NewBucket {
  readonly groupId: GroupId
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly request: CreateExportBucket
}

const requestedRoleId = (request: CreateExportBucket) =>
  request.cloudProvider === 'AWS' ? request.iamRoleId : request.roleId

const cannotAssumeRole = (request: CreateExportBucket) =>
  new AtlasError('CANNOT_ASSUME_ROLE', { parameters: [requestedRoleId(request)] })

/**
 * Returns the role of a request.
 *
 * @throws AtlasError `CANNOT_ASSUME_ROLE` or `CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED` when Atlas cannot use it
 */
async function findUsableRole(
  store: Store,
  { groupId, now, request }: NewBucket,
): Promise<CloudProviderAccessRole> {
  const id = requestedRoleId(request)
  const stored = await store.resource({ kind: 'role', groupId, id })
  if (stored?.role.providerName !== request.cloudProvider) throw cannotAssumeRole(request)
  if (!isAuthorized(stored.role)) {
    throw new AtlasError('CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED', { parameters: [id] })
  }
  if (now < (stored.usableAt ?? stored.assumableAt)) throw cannotAssumeRole(request)
  return stored.role
}

/** Creates the bucket of a request. Atlas adds the id, the region of an S3 bucket and the tenant of an Azure bucket. */
function toExportBucket(
  _id: string,
  request: CreateExportBucket,
  role: CloudProviderAccessRole,
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
    case 'AZURE': {
      const roleTenantId = role.providerName === 'AZURE' ? role.tenantId : undefined
      // Atlas uses the tenant of the request only if the role has none.
      const tenantId = roleTenantId ?? request.tenantId ?? cloud.tenantId(request.roleId)
      return ExportBucket.parse({ ...bucket, tenantId })
    }
    default:
      return ExportBucket.parse(bucket)
  }
}

/**
 * Creates and stores a bucket. Returns it once it is durable.
 *
 * @throws AtlasError when Atlas cannot use the role
 */
export async function createBucket(
  store: Store,
  cloud: CloudMetadata,
  newBucket: NewBucket,
): Promise<ExportBucket> {
  const { groupId, now, request } = newBucket
  const role = await findUsableRole(store, newBucket)
  const bucket = toExportBucket(generateObjectId(now), request, role, cloud)
  const isCreated = await store.createExportBucket(groupId, bucket)
  // The role was deauthorized in the meantime.
  if (!isCreated) throw cannotAssumeRole(request)
  return bucket
}
