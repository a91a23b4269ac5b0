import type { ExportBucketId } from '@export-buckets/core'

function tryParseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/**
 * A page with no other bucket than the one with this id, in whatever case it is written; anything else as it is. A project
 * may have more buckets than the pact's list, and only of a list of one does Pact say what differs in it.
 */
export function keepOnlyBucket(body: Buffer, id: ExportBucketId): Buffer {
  const page = Object(tryParseJson(body))
  const { results }: { results?: unknown } = page
  if (!Array.isArray(results)) return body
  const matchingBuckets = results.filter(
    (bucket) => String(Object(bucket)['_id']).toLowerCase() === id,
  )
  return Buffer.from(JSON.stringify({ ...page, results: matchingBuckets }))
}
