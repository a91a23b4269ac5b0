import type { LogEntry } from '../options.ts'
import type { RequestContext } from './request-context.ts'

/** Longer paths are cut: a log line stays a line. */
const maxPathLength = 200

/**
 * What JSON leaves as it is: a terminal or a collector of logs may take it for a command, for the end of the line
 * (U+2028, U+2029), or for a change of direction that shows a line in another order (UAX #9, section 2).
 */
const unsafeCharacters = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g

const escapeCharacter = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Says it on the console, as a line of JSON. */
export const logToConsole = (entry: LogEntry): void =>
  console.log(JSON.stringify(entry).replace(unsafeCharacters, escapeCharacter))

/** What caused an error, and that, down to a depth: a cause may be its own. */
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

/** What came of a request. */
interface RequestOutcome {
  readonly status: number
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Milliseconds. */
  readonly duration: number
}

/** What the log says of a request that is answered. */
export function toLogEntry(
  context: RequestContext,
  { status, time, duration }: RequestOutcome,
): LogEntry {
  const {
    c,
    path,
    requestId,
    principal,
    resourceVersion,
    errorCode,
    reason,
    cache,
    drift,
    failure,
  } = context
  const entry: Writable<LogEntry> = {
    time: new Date(time).toISOString(),
    level: status < 500 ? 'info' : 'error',
    requestId,
    method: c.req.method,
    path: path.slice(0, maxPathLength),
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
