import {
  type ExportBucket,
  ExportBucketId,
  knownProviders,
  type OperationId,
} from '@export-buckets/core'
import type { Context } from 'hono'
import type { Env } from '../../env.ts'
import { AtlasError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'

/** The error for a bucket that is not there, or whose id is malformed. */
export function bucketNotFound(id: string): AtlasError {
  return new AtlasError('EXPORT_BUCKET_NOT_FOUND', { parameters: [id] })
}

/**
 * The bucket of the path.
 *
 * @throws AtlasError `EXPORT_BUCKET_NOT_FOUND`, also for a malformed id, and for a bucket that is not `known`
 */
export async function findBucket(
  c: Context<Env>,
  store: Store,
  known: (bucket: ExportBucket) => boolean,
): Promise<ExportBucket> {
  const id = c.req.param('exportBucketId') ?? ''
  const bucket = ExportBucketId.is(id) ? await store.exportBucket(c.get('groupId'), id) : undefined
  if (bucket === undefined || !known(bucket)) throw bucketNotFound(id)
  return bucket
}

/** Whether the version that was negotiated knows buckets of this one's provider. */
export function knows(
  c: Context<Env>,
  operationId: OperationId,
): (bucket: ExportBucket) => boolean {
  const providers = knownProviders(operationId, c.get('resourceVersion').version)
  return ({ cloudProvider }) => providers.includes(cloudProvider)
}
