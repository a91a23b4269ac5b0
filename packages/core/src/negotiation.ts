import { type Operation, resolveVersion } from './operation.ts'
import { isSunset, type ResourceVersion } from './versions.ts'

/** A media range of an `Accept` header (RFC 9110, section 12.5.1). */
export interface MediaRange {
  /** The type and subtype in lower case: `application/vnd.atlas.2024-05-30+json`. Either can be `*`. */
  readonly mediaType: string
  /** The weight, from 0 to 1. */
  readonly q: number
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const mediaTypePattern = new RegExp(`^(${token}/${token})$`)
const weightPattern = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/** Splits at `separator`, except in quoted strings (RFC 9110, section 5.6.4). An unclosed quoted string extends to the end. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator)
  const parts: string[] = []
  let start = 0
  let inQuotes = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inQuotes && char === '\\') i++
    else if (char === '"') inQuotes = !inQuotes
    else if (char === separator && !inQuotes) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** Returns the weight among the parameters, 1 by default, or `undefined` when it is malformed. */
function parseWeight(parameters: string[]): number | undefined {
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=', 2)
    if (name?.trim().toLowerCase() === 'q')
      return weightPattern.test(value.trim()) ? Number(value) : undefined
  }
  return 1
}

/** In characters. Browsers send about 150; thousands of media ranges block the event loop for milliseconds. */
const maxAcceptLength = 2048

/**
 * Parses an `Accept` header. Malformed media ranges are ignored, and a header of more than 2048 characters has no media
 * ranges. Runs in linear time and never throws.
 */
export function parseAccept(header: string): MediaRange[] {
  if (header.length > maxAcceptLength) return []
  return splitOutsideQuotes(header, ',').flatMap((range) => {
    const [type = '', ...parameters] = splitOutsideQuotes(range, ';')
    const [, name] = mediaTypePattern.exec(type.trim()) ?? []
    const q = parseWeight(parameters)
    return name === undefined || q === undefined ? [] : [{ mediaType: name.toLowerCase(), q }]
  })
}

/** The result of {@link negotiate}. */
export type NegotiationResult =
  | {
      readonly ok: true
      /** The API date that the client requested. */
      readonly requestedDate: string
      readonly resourceVersion: ResourceVersion
    }
  | {
      readonly ok: false
      /** No accepted media type names a date at which the operation exists. */
      readonly error: 'INVALID_VERSION_DATE'
    }
  | {
      readonly ok: false
      /** Every acceptable version is past its sunset. */
      readonly error: 'VERSION_GONE'
      /** The API date that the client requested. */
      readonly requestedDate: string
    }

const vendorTypePattern = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})\+json$/

/** Returns the date in a vendor media type. Returns `undefined` for other media types, and for dates that do not exist. */
export function parseVersionDate(mediaType: string): string | undefined {
  const [, date] = vendorTypePattern.exec(mediaType) ?? []
  if (date === undefined) return undefined
  const midnight = new Date(`${date}T00:00:00Z`)
  // Rejects dates that roll over (2023-02-30) or do not parse (NaN).
  return midnight.getUTCDate() === Number(date.slice(-2)) ? date : undefined
}

/** Returns the accepted dates by weight, then newest first. */
function parseAcceptedDates(header: string): string[] {
  // Most clients send one media type without parameters, which needs no list: 0.7 µs instead of 1.9.
  const onlyDate = parseVersionDate(header)
  if (onlyDate !== undefined) return [onlyDate]
  return parseAccept(header)
    .flatMap(({ mediaType, q }) => {
      const date = parseVersionDate(mediaType)
      return date === undefined || q === 0 ? [] : [{ date, q }]
    })
    .sort((a, b) => b.q - a.q || (a.date < b.date ? 1 : -1))
    .map(({ date }) => date)
}

/**
 * Negotiates the resource version for an `Accept` header: the newest one that is not later than the requested date.
 *
 * Only vendor media types request a version. For any other header, such as `application/json`, the error is
 * `INVALID_VERSION_DATE`, as in Atlas. Among several dates, the one with the highest weight wins, then the newest. Dates
 * that are malformed, weigh 0, or are before the first version are ignored. A version past its sunset is ignored too, when
 * another version is acceptable.
 *
 * @param header - the `Accept` header, `undefined` when the request has none
 * @param now - the time that decides whether a version is past its sunset
 */
export function negotiate(
  operation: Operation,
  header: string | undefined,
  now: Date,
): NegotiationResult {
  let goneDate: string | undefined
  for (const requestedDate of parseAcceptedDates(header ?? '')) {
    const resourceVersion = resolveVersion(operation, requestedDate)
    if (resourceVersion === undefined) continue
    if (!isSunset(resourceVersion, now)) return { ok: true, requestedDate, resourceVersion }
    goneDate ??= requestedDate
  }
  return goneDate === undefined
    ? { ok: false, error: 'INVALID_VERSION_DATE' }
    : { ok: false, error: 'VERSION_GONE', requestedDate: goneDate }
}
