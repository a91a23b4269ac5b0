import type { Context, Handler, MiddlewareHandler } from 'hono'
import { answerError } from './answer-error.ts'
import type { Check } from './checks/check.ts'
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

/**
 * What is done around every request: it gets an id, its answer the headers that every answer of Atlas has, and one thing is
 * said of it, unless it is `unlogged`.
 */
export class Around {
  readonly #log: (entry: LogEntry) => void
  readonly #now: () => number

  /** @param now - the clock, milliseconds since the epoch */
  constructor(log: (entry: LogEntry) => void, now: () => number) {
    this.#log = log
    this.#now = now
  }

  /** For whatever comes after it. */
  readonly middleware: MiddlewareHandler<Env> = async (c, next) => {
    const start = this.#begin(c)
    await next()
    complete(c)
    this.#end(c, c.res, start)
  }

  /** A handler whose requests pass checks in their order. One function, because each middleware costs promises. */
  handler(checks: readonly Check[], handle: Handler<Env>): Handler<Env> {
    return async (c, next) => {
      const start = this.#begin(c)
      let response: Response
      try {
        for (const check of checks) {
          const pending = check(c)
          if (pending !== undefined) await pending
        }
        response = await handle(c, next)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        response = answerError(error, c)
      }
      this.#end(c, response, start)
      return response
    }
  }

  #begin(c: Context<Env>): number {
    const requestId = requestIdOf(c.req.header('X-Request-Id'))
    c.set('requestId', requestId)
    c.set('headers', { ...securityHeaders, 'X-Request-Id': requestId })
    return performance.now()
  }

  #end(c: Context<Env>, { status }: Response, start: number): void {
    if (c.get('unlogged')) return
    this.#log(logEntry(c, { status, time: this.#now(), duration: performance.now() - start }))
  }
}
