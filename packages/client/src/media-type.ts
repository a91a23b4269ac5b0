import { type ApiVersion, vendorMediaType } from '@export-buckets/core'

const known = new Map<ApiVersion, string>()

/** The media type of a date. Each is made once: a text that was put together anew costs `fetch` more than one it has seen. */
export function mediaTypeOf(version: ApiVersion): string {
  const before = known.get(version)
  if (before !== undefined) return before
  const made = vendorMediaType(version)
  known.set(version, made)
  return made
}
