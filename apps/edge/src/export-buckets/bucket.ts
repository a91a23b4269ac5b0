import {
  type CloudProvider,
  type ExportBucket,
  type OperationId,
  supportedProviders,
} from '@export-buckets/core'
import type { ResourceRequest } from '../http/operation-handler.ts'
import { notFound } from '../http/path-params.ts'
import { type RequestContext, requireValue } from '../http/request-context.ts'
import type { Store } from '../store/store.ts'

/** Returns the cloud providers that an operation supports in the negotiated version. */
export const negotiatedProviders = (
  operationId: OperationId,
  { resourceVersion }: RequestContext,
): readonly CloudProvider[] =>
  supportedProviders(operationId, requireValue(resourceVersion).version)

/**
 * Returns the bucket whose id is in the path.
 *
 * @throws AtlasError `EXPORT_BUCKET_NOT_FOUND`, also for a malformed id and for a bucket of another provider
 */
export async function findBucket(
  store: Store,
  { context, groupId, param }: ResourceRequest,
  providers: readonly CloudProvider[],
): Promise<ExportBucket> {
  const bucket = await store.exportBucket(groupId, param('exportBucketId'))
  if (bucket === undefined || !providers.includes(bucket.cloudProvider)) {
    throw notFound(context, 'exportBucketId')
  }
  return bucket
}

/** Returns a bucket without its region. Recorded: Atlas sends `region` on get, but neither on create nor in lists. */
export function hideRegion(bucket: ExportBucket): ExportBucket {
  if (bucket.cloudProvider !== 'AWS') return bucket
  const { region: _, ...rest } = bucket
  return rest
}
