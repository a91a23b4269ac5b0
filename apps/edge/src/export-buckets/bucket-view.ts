import type { ExportBucket } from '@export-buckets/core'

/** Returns a bucket without its region. Recorded: Atlas sends `region` on get, but neither on create nor in lists. */
export function hideRegion(bucket: ExportBucket): ExportBucket {
  if (bucket.cloudProvider !== 'AWS') return bucket
  const { region: _, ...rest } = bucket
  return rest
}
