import type { ExportBucket } from '@export-buckets/core'
import { onceForEach } from '../../once-for-each.ts'

/** Recorded: `region` appears on get, but neither on create nor in lists. */
export const withoutRegion: (bucket: ExportBucket) => ExportBucket = onceForEach((bucket) => {
  if (bucket.cloudProvider !== 'AWS') return bucket
  const { region: _, ...rest } = bucket
  return rest
})
