import type { Exchange } from './exchange.ts'
import type { LogEntry } from './parts.ts'

/** Longer paths are cut: a log line stays a line. */
const longestPath = 200

/**
 * What JSON leaves as it is: a terminal or a collector of logs may take it for a command, for the end of the line
 * (U+2028, U+2029), or for a change of direction that shows a line in another order (UAX #9, section 2).
 */
const raw = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Says it on the console, as a line of JSON. */
export const consoleLog = (entry: LogEntry): void =>
  console.log(JSON.stringify(entry).replace(raw, escaped))

/** What caused an error, and that, down to a depth: a cause may be its own. */
function causes({ cause }: Error, depth: number): string {
  return cause instanceof Error && depth > 0
    ? `\ncaused by: ${cause}${causes(cause, depth - 1)}`
    : ''
}

function said(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  return (failure.stack ?? failure.message) + causes(failure, 5)
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** What came of a request. */
interface Answered {
  readonly status: number
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Milliseconds. */
  readonly duration: number
}

/** What the log says of a request that is answered. */
export function logEntry(exchange: Exchange, { status, time, duration }: Answered): LogEntry {
  const { c, path, requestId, caller, resourceVersion, errorCode, reason, cache, drift, failure } =
    exchange
  const entry: Writable<LogEntry> = {
    time: new Date(time).toISOString(),
    level: status < 500 ? 'info' : 'error',
    requestId,
    method: c.req.method,
    path: path.slice(0, longestPath),
    status,
    duration: Math.round(duration * 100) / 100,
  }
  if (caller) entry.caller = caller.id
  if (resourceVersion) entry.version = resourceVersion.version
  if (errorCode) entry.errorCode = errorCode
  if (reason) entry.reason = reason
  if (cache) entry.cache = cache
  if (drift) entry.drift = drift
  if (failure !== undefined) entry.failure = said(failure)
  return entry
}
