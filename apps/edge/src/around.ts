import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'
import { Exchange } from './exchange.ts'
import type { LogEntry } from './parts.ts'
import { reply } from './reply.ts'
import { logEntry } from './request-log.ts'

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
    const exchange = new Exchange(c, now(), publicUrl)
    c.set('exchange', exchange)
    await next()
    if (exchange.unlogged) return
    const [time, duration] = [now(), performance.now() - exchange.start]
    // A failing log must not replace the response.
    try {
      log(logEntry(exchange, { status: c.res.status, time, duration }))
    } catch {}
  }
}

/** Rejects a URL that nothing may parse: with 414 when it is too long, with 400 when it is malformed. */
export const rejectUrl: MiddlewareHandler<Env> = async (c, next) => {
  const exchange = c.get('exchange')
  if (exchange.refusal !== undefined) return reply(exchange, exchange.refusal, null)
  return next()
}
