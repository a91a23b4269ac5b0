import { apiVersionDates, type newestApiVersion } from './operations.gen.ts'
import type { Schema } from './schema.ts'

/** A date of the API that a client can ask for, `YYYY-MM-DD`. */
export type ApiVersion = (typeof apiVersionDates)[number]

/** Every date of the API so far, oldest first. */
export const apiVersions: readonly ApiVersion[] = apiVersionDates

export { newestApiVersion } from './operations.gen.ts'

/** The newest date of the API. */
export type NewestApiVersion = typeof newestApiVersion

/** A version of one operation's answer. */
export interface ResourceVersion {
  /** Its date, `YYYY-MM-DD`. */
  readonly version: ApiVersion
  /** The date of the version that replaced it; absent on the newest. A replaced version is deprecated. */
  readonly replacedBy?: ApiVersion
  /** The date from which it answers 410, at midnight UTC; absent where none is announced. */
  readonly sunset?: string
  /** The schema of its answer; absent where the answer has no body. */
  readonly schema?: Schema
  /** The schema of the body that is sent; absent where none is. */
  readonly requestSchema?: Schema
}

/** The media type that asks for a version, and that its answers have: `application/vnd.atlas.2024-05-30+json`. */
export type VendorMediaType<V extends string = string> = `application/vnd.atlas.${V}+json`

/** The media type of a version, as `Accept` names it. */
export function vendorMediaType<V extends string>(version: V): VendorMediaType<V> {
  return `application/vnd.atlas.${version}+json`
}

/** The `Content-Type` of an answer in a version, character for character as Atlas sends it. */
export function vendorContentType(version: string): string {
  return `${vendorMediaType(version)};charset=utf-8`
}

/** Whether the version is past its sunset at `now`. */
export function isSunset({ sunset }: ResourceVersion, now: Date): boolean {
  return sunset !== undefined && now.getTime() >= Date.parse(sunset)
}

/** An HTTP date whose day is not padded with a zero: Atlas sends `Thu, 1 Jul 2027 00:00:00 GMT`. */
function formatHttpDate(date: string): string {
  return new Date(date).toUTCString().replace(/, 0/, ', ')
}

/**
 * The headers that tell a client of a deprecated version: `Deprecation` is the date of the version that replaced it,
 * `Sunset` (RFC 8594) the date it ends. None for a version that is not deprecated.
 */
export function deprecationHeaders({
  replacedBy,
  sunset,
}: ResourceVersion): Record<string, string> {
  if (replacedBy === undefined) return {}
  return {
    Deprecation: formatHttpDate(replacedBy),
    ...(sunset && { Sunset: formatHttpDate(sunset) }),
  }
}
