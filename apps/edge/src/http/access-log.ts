import type { CacheEvent } from '../lib/gateway-events.ts'
import type { RequestContext } from './request-context.ts'

/** The log entry of one request. It has no secret, query or body. */
export interface LogEntry {
  /** ISO 8601, in UTC. */
  readonly time: string
  readonly level: 'info' | 'error'
  readonly requestId: string
  readonly method: string
  readonly path: string
  readonly status: number
  /** Milliseconds. */
  readonly duration: number
  /** Client id or public key. Absent before authentication. */
  readonly caller?: string
  /** The resource version of the response. */
  readonly version?: string
  readonly errorCode?: string
  /**
   * The reason why credentials or a grant were rejected: that of Digest, such as `uri-mismatch`, or the part of the grant that
   * excludes the request. The response does not reveal it.
   */
  readonly reason?: string
  /** The result of a gateway's cache. `stale`: Atlas failed, see `failure`, and an expired response was served. */
  readonly cache?: CacheEvent['outcome']
  /** The differences of a response of Atlas from the schema of its version: fields and violations, never values. */
  readonly drift?: readonly string[]
  /** The stack of an unexpected error, or why the call to Atlas failed. The response never reveals it. */
  readonly failure?: string
}

/** The length to which paths are truncated, so that log lines stay short. */
const maxPathLength = 200

/**
 * The characters that JSON does not escape, but that a terminal or log collector may interpret. They are control characters,
 * line ends (U+2028, U+2029) and changes of text direction, which reorder a displayed line (UAX #9 §2).
 */
const unsafeCharacters = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g

const escapeCharacter = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Logs a request to the console as one line of JSON. */
export const logToConsole = (entry: LogEntry): void =>
  console.log(JSON.stringify(entry).replace(unsafeCharacters, escapeCharacter))

/** Formats the causes of an error. The depth is limited, because a chain of causes may be circular. */
function formatCauses({ cause }: Error, depth: number): string {
  return cause instanceof Error && depth > 0
    ? `\ncaused by: ${cause}${formatCauses(cause, depth - 1)}`
    : ''
}

function formatFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  return (failure.stack ?? failure.message) + formatCauses(failure, 5)
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The response to a request, as far as the log needs it. */
interface RequestOutcome {
  readonly status: number
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Milliseconds. */
  readonly duration: number
}

/** Returns the log entry of a completed request. */
export function toLogEntry(
  context: RequestContext,
  { status, time, duration }: RequestOutcome,
): LogEntry {
  const { principal, resourceVersion, errorCode, reason, cache, drift, failure } = context
  const entry: Writable<LogEntry> = {
    time: new Date(time).toISOString(),
    level: status < 500 ? 'info' : 'error',
    requestId: context.requestId,
    method: context.c.req.method,
    path: context.path.slice(0, maxPathLength),
    status,
    duration: Math.round(duration * 100) / 100,
  }
  if (principal) entry.caller = principal.id
  if (resourceVersion) entry.version = resourceVersion.version
  if (errorCode) entry.errorCode = errorCode
  if (reason) entry.reason = reason
  if (cache) entry.cache = cache
  if (drift) entry.drift = drift
  if (failure !== undefined) entry.failure = formatFailure(failure)
  return entry
}
