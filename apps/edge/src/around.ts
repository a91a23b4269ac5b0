import type { Context, Handler, MiddlewareHandler } from 'hono'
import { answerError } from './answer-error.ts'
import type { MaybePromise } from './at-once.ts'
import { type Answering, type Check, checked } from './checks/check.ts'
import type { Env } from './env.ts'
import type { LogEntry } from './parts.ts'
import { requestIdOf } from './request-id.ts'
import { logEntry } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'

/** What others than `reply` answered, such as a page, has yet to get the headers. */
function complete(c: Context<Env>): void {
  for (const [name, value] of Object.entries(c.get('headers'))) c.res.headers.set(name, value)
}

function failed(error: unknown, c: Context<Env>): Response {
  if (error instanceof Error) return answerError(error, c)
  throw error
}

/** The answer, or that of the error which was thrown instead. */
function answered(answering: Answering, c: Context<Env>): MaybePromise<Response> {
  try {
    const answer = answering(c)
    return answer instanceof Promise ? answer.catch((error) => failed(error, c)) : answer
  } catch (error) {
    return failed(error, c)
  }
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

  /** For what others handle. */
  readonly middleware: MiddlewareHandler<Env> = async (c, next) => {
    const start = this.#begin(c)
    await next()
    complete(c)
    this.#end(c, c.res, start)
  }

  /** A handler that does all by itself, and at once where nothing has to be waited for: each middleware costs promises. */
  handler(checks: readonly Check[], answering: Answering): Handler<Env> {
    const checkedAnswering = checked(checks, answering)
    return (c) => {
      // A page that has no such file hands a request on that is accounted for.
      if (c.get('headers') !== undefined) return answered(checkedAnswering, c)
      const start = this.#begin(c)
      const answer = answered(checkedAnswering, c)
      return answer instanceof Promise
        ? answer.then((response) => this.#end(c, response, start))
        : this.#end(c, answer, start)
    }
  }

  #begin(c: Context<Env>): number {
    const requestId = requestIdOf(c.req.header('X-Request-Id'))
    c.set('requestId', requestId)
    c.set('headers', { ...securityHeaders, 'X-Request-Id': requestId })
    return performance.now()
  }

  #end(c: Context<Env>, response: Response, start: number): Response {
    if (!c.get('unlogged')) {
      const [time, duration] = [this.#now(), performance.now() - start]
      this.#log(logEntry(c, { status: response.status, time, duration }))
    }
    return response
  }
}
