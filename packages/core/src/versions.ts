import { apiVersionDates, type newestApiVersion } from './api-versions.gen.ts'
import type { Schema } from './schema.ts'

/** An API date that a client can request, `YYYY-MM-DD`. */
export type ApiVersion = (typeof apiVersionDates)[number]

/** Every API date so far, oldest first. */
export const apiVersions: readonly ApiVersion[] = apiVersionDates

export { newestApiVersion } from './api-versions.gen.ts'

/** The newest API date. */
export type NewestApiVersion = typeof newestApiVersion

/** A version of one operation's request and response. */
export interface ResourceVersion {
  /** The date of the version, `YYYY-MM-DD`. */
  readonly version: ApiVersion
  /** The date of the next version; absent on the newest. A version with a successor is deprecated. */
  readonly replacedBy?: ApiVersion
  /** The date from which requests get status 410, at midnight UTC; absent when Atlas has announced none. */
  readonly sunset?: string
  /** The schema of the response body; absent when the response has no body. */
  readonly schema?: Schema
  /** The schema of the request body; absent when the request has no body. */
  readonly requestSchema?: Schema
}

/** The media type of a version, in `Accept` and in `Content-Type`: `application/vnd.atlas.2024-05-30+json`. */
export type VendorMediaType<V extends string = string> = `application/vnd.atlas.${V}+json`

/** Returns the media type of a version, for `Accept`. */
export function vendorMediaType<V extends string>(version: V): VendorMediaType<V> {
  return `application/vnd.atlas.${version}+json`
}

/** Returns the `Content-Type` of a response in a version, character for character as Atlas sends it. */
export function vendorContentType(version: string): string {
  return `${vendorMediaType(version)};charset=utf-8`
}

/** Returns whether the version is past its sunset at `now`. */
export function isSunset({ sunset }: ResourceVersion, now: Date): boolean {
  return sunset !== undefined && now.getTime() >= Date.parse(sunset)
}

/** Formats an HTTP date without a leading zero in the day, as Atlas does: `Thu, 1 Jul 2027 00:00:00 GMT`. */
function formatHttpDate(date: string): string {
  return new Date(date).toUTCString().replace(/, 0/, ', ')
}

/**
 * Returns the headers of a response in a deprecated version: `Deprecation` is the date of the next version, and `Sunset`
 * (RFC 8594) is the date from which the version is gone. Returns no headers for a version that is not deprecated.
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
