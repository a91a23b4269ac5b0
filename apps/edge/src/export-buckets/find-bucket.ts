import { type CloudProvider, type ExportBucket, ExportBucketId } from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import { type RequestContext, required } from '../http/request-context.ts'
import type { Store } from '../store/store.ts'

/** The error for a bucket that is not there, or whose id is malformed. */
export function bucketNotFound(id: string): AtlasError {
  return new AtlasError('EXPORT_BUCKET_NOT_FOUND', { parameters: [id] })
}

/** The id of the bucket of the path. @throws AtlasError `EXPORT_BUCKET_NOT_FOUND` for a malformed one */
export function parseBucketId({ c }: RequestContext): ExportBucketId {
  const id = c.req.param('exportBucketId') ?? ''
  if (!ExportBucketId.is(id)) throw bucketNotFound(id)
  return id
}

/**
 * The bucket of the path.
 *
 * @throws AtlasError `EXPORT_BUCKET_NOT_FOUND`, also for a malformed id, and for a bucket of another provider
 */
export async function findBucket(
  context: RequestContext,
  store: Store,
  providers: readonly CloudProvider[],
): Promise<ExportBucket> {
  const id = parseBucketId(context)
  const bucket = await store.exportBucket(required(context.groupId), id)
  if (bucket === undefined || !providers.includes(bucket.cloudProvider)) throw bucketNotFound(id)
  return bucket
}
