import type { MiddlewareHandler } from 'hono'
import { type LogEntry, toLogEntry } from './access-log.ts'
import { type Env, RequestContext } from './request-context.ts'
import { respond } from './respond.ts'

/** The options of {@link requestLifecycle}. */
interface RequestLifecycleOptions {
  readonly log: (entry: LogEntry) => void
  /** Returns milliseconds since the epoch. */
  readonly now: () => number
  /** The public URL of the app. Default: the URL of the request. */
  readonly publicUrl: string | undefined
}

/** Creates the middleware that creates the context of a request and logs the response. Runs after Hono's `requestId`. */
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

/** Rejects an invalid URL before anything parses it: 414 when it is too long, 400 when it is malformed. */
export const rejectInvalidUrl: MiddlewareHandler<Env> = async (c, next) => {
  const context = c.get('requestContext')
  if (context.urlErrorStatus !== undefined) return respond(context, context.urlErrorStatus, null)
  return next()
}
