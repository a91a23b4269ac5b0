import type { MiddlewareHandler } from 'hono'
import type { LogEntry } from '../options.ts'
import { toLogEntry } from './access-log.ts'
import type { Env } from './env.ts'
import { RequestContext } from './request-context.ts'
import { respond } from './respond.ts'

/** The options of {@link requestLifecycle}. */
interface RequestLifecycleOptions {
  readonly log: (entry: LogEntry) => void
  /** Returns milliseconds since the epoch. */
  readonly now: () => number
  /** The URL at which callers find the app. Absent: the URL of the request. */
  readonly publicUrl: string | undefined
}

/** Creates the first middleware of every request: it creates the context of the request and logs the response. */
export function requestLifecycle(options: RequestLifecycleOptions): MiddlewareHandler<Env> {
  const { log, now, publicUrl } = options
  return async (c, next) => {
    const context = new RequestContext(c, now(), publicUrl)
    c.set('requestContext', context)
    await next()
    if (context.skipLog) return
    const [time, duration] = [now(), performance.now() - context.startTime]
    // A failing log must not replace the response.
    try {
      log(toLogEntry(context, { status: c.res.status, time, duration }))
    } catch {}
  }
}

/** Rejects a URL that nothing may parse: with 414 when it is too long, with 400 when it is malformed. */
export const rejectUrl: MiddlewareHandler<Env> = async (c, next) => {
  const context = c.get('requestContext')
  if (context.urlErrorStatus !== undefined) return respond(context, context.urlErrorStatus, null)
  return next()
}
