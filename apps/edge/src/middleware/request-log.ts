import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import type { LogEntry } from '../parts.ts'

/** Longer paths are cut: a log line stays a line. */
const longestPath = 200

function said(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
}

/** Says one thing of each request, when it is answered; of one that is `unlogged`, nothing. */
export function requestLog(
  log: (entry: LogEntry) => void,
  now: () => number,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    if (c.var.unlogged) return
    const { caller, resourceVersion, errorCode, failure } = c.var
    log({
      time: new Date(now()).toISOString(),
      level: c.res.status < 500 ? 'info' : 'error',
      requestId: c.var.requestId,
      method: c.req.method,
      path: c.req.path.slice(0, longestPath),
      status: c.res.status,
      duration: Math.round((performance.now() - start) * 100) / 100,
      ...(caller && { caller: caller.id }),
      ...(resourceVersion && { version: resourceVersion.version }),
      ...(errorCode && { errorCode }),
      ...(failure !== undefined && { failure: said(failure) }),
    })
  }
}
