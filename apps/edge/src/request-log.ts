import type { ResourceVersion } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Caller, Env } from './env.ts'
import type { LogEntry } from './parts.ts'

/** Longer paths are cut: a log line stays a line. */
const longestPath = 200

/** Says it on the console, as a line of JSON. */
export const consoleLog = (entry: LogEntry): void => console.log(JSON.stringify(entry))

function said(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
}

/** What came of a request. */
interface Answered {
  readonly status: number
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Milliseconds. */
  readonly duration: number
}

/** What the log says of a request that is answered. */
export function logEntry(c: Context<Env>, { status, time, duration }: Answered): LogEntry {
  // What was never set is undefined, whatever its type says.
  const caller: Caller | undefined = c.get('caller')
  const version: ResourceVersion | undefined = c.get('resourceVersion')
  const errorCode: string | undefined = c.get('errorCode')
  const drift: readonly string[] | undefined = c.get('drift')
  const failure = c.get('failure')
  return {
    time: new Date(time).toISOString(),
    level: status < 500 ? 'info' : 'error',
    requestId: c.get('requestId'),
    method: c.req.method,
    path: c.req.path.slice(0, longestPath),
    status,
    duration: Math.round(duration * 100) / 100,
    ...(caller && { caller: caller.id }),
    ...(version && { version: version.version }),
    ...(errorCode && { errorCode }),
    ...(drift && { drift }),
    ...(failure !== undefined && { failure: said(failure) }),
  }
}
