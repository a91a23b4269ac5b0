import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'
import type { LogEntry } from './parts.ts'
import { requestIdOf } from './request-id.ts'
import { logEntry } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'

/** What was answered by others than `reply`, such as a page, has yet to get its headers. */
function complete(c: Context<Env>): void {
  if (c.res === c.get('reply')) return
  for (const [name, value] of Object.entries(c.get('headers'))) c.res.headers.set(name, value)
}

/** Gives each request its id, and its answer the headers that every answer of Atlas has; says one thing of it, unless it is `unlogged`. */
export function aroundEach(
  log: (entry: LogEntry) => void,
  now: () => number,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now()
    const requestId = requestIdOf(c.req.header('X-Request-Id'))
    c.set('requestId', requestId)
    c.set('headers', { ...securityHeaders, 'X-Request-Id': requestId })
    await next()
    complete(c)
    if (!c.get('unlogged')) log(logEntry(c, now(), performance.now() - start))
  }
}
