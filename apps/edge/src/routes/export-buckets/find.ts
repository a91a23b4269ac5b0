import { type CloudProvider, type ExportBucket, ExportBucketId } from '@export-buckets/core'
import { AtlasError } from '../../errors.ts'
import { type Exchange, found } from '../../exchange.ts'
import type { Store } from '../../store/store.ts'

/** The error for a bucket that is not there, or whose id is malformed. */
export function bucketNotFound(id: string): AtlasError {
  return new AtlasError('EXPORT_BUCKET_NOT_FOUND', { parameters: [id] })
}

/** The id of the bucket of the path. @throws AtlasError `EXPORT_BUCKET_NOT_FOUND` for a malformed one */
export function bucketIdOf({ c }: Exchange): ExportBucketId {
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
  exchange: Exchange,
  store: Store,
  providers: readonly CloudProvider[],
): Promise<ExportBucket> {
  const id = bucketIdOf(exchange)
  const bucket = await store.exportBucket(found(exchange.groupId), id)
  if (bucket === undefined || !providers.includes(bucket.cloudProvider)) throw bucketNotFound(id)
  return bucket
}
