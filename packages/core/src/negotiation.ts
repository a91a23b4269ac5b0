import { parseAccept } from './accept.ts'
import { type Operation, resolveVersion } from './operations.ts'
import { isSunset, type ResourceVersion } from './versions.ts'

/** What an `Accept` header gets from an operation. */
export type NegotiationResult =
  | {
      /** A version answers. */
      readonly ok: true
      /** The date that the client asked for. */
      readonly requestedDate: string
      readonly resourceVersion: ResourceVersion
    }
  | {
      /** None does; the code of the error catalogue says why. */
      readonly ok: false
      readonly error: 'INVALID_VERSION_DATE'
    }
  | {
      /** The version that would have answered is past its sunset. */
      readonly ok: false
      readonly error: 'VERSION_GONE'
      /** The date that the client asked for. */
      readonly requestedDate: string
    }

const vendorTypePattern = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})\+json$/

/** The date in a vendor media type, or `undefined` when it is none or no day of the calendar. */
export function parseVersionDate(mediaType: string): string | undefined {
  const [, date] = vendorTypePattern.exec(mediaType) ?? []
  if (date === undefined) return undefined
  const midnight = new Date(`${date}T00:00:00Z`)
  // 2023-02-30 rolls over to March; what is no day at all has the day NaN.
  return midnight.getUTCDate() === Number(date.slice(-2)) ? date : undefined
}

/** The dates that the header accepts, best first: by weight, then the newest. */
function parseAcceptedDates(header: string): string[] {
  return parseAccept(header)
    .flatMap(({ mediaType, q }) => {
      const date = parseVersionDate(mediaType)
      return date === undefined || q === 0 ? [] : [{ date, q }]
    })
    .sort((a, b) => b.q - a.q || (a.date < b.date ? 1 : -1))
    .map(({ date }) => date)
}

/**
 * Finds the version that answers an `Accept` header: the newest one not later than the date asked for.
 *
 * Only vendor media types ask for a version: `*` for everything and `application/json` alone get `INVALID_VERSION_DATE`, as they
 * do from Atlas. Of several, the one with the highest weight wins, then the newest; one that is malformed, weighs 0,
 * lies before the first version or is past its sunset is passed over while another one is left.
 *
 * @param header - the `Accept` header, `undefined` where there is none
 * @param now - decides what is past its sunset
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
