import type { Context, ErrorHandler, Handler, MiddlewareHandler } from 'hono'
import { answerError } from './answer-error.ts'
import type { MaybePromise } from './at-once.ts'
import { type Answering, type Check, checked } from './checks/check.ts'
import type { Env } from './env.ts'
import { Exchange } from './exchange.ts'
import type { LogEntry, ReadHeader } from './parts.ts'
import { reply } from './reply.ts'
import { logEntry } from './request-log.ts'

/** What others than `reply` answered, such as a page, has yet to get the headers. */
function complete({ c, headers }: Exchange): void {
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
}

function failed(error: unknown, exchange: Exchange): Response {
  if (error instanceof Error) return answerError(error, exchange)
  throw error
}

/** The answer, or that of the error which was thrown instead. */
function answered(answering: Answering, exchange: Exchange): MaybePromise<Response> {
  try {
    const answer = answering(exchange)
    return answer instanceof Promise ? answer.catch((error) => failed(error, exchange)) : answer
  } catch (error) {
    return failed(error, exchange)
  }
}

/** The exchange that has begun; what was never set is undefined, whatever its type says. */
const begun = (c: Context<Env>): Exchange | undefined => c.get('exchange')

/**
 * What is done around every request: it gets an id, its answer the headers that every answer of Atlas has, and one thing is
 * said of it, unless it is `unlogged`.
 */
export class Around {
  readonly #log: (entry: LogEntry) => void
  readonly #now: () => number
  readonly #header: ReadHeader
  readonly #publicUrl: string | undefined

  /**
   * @param now - the clock, milliseconds since the epoch
   * @param header - reads a header of a request
   * @param publicUrl - the URL at which callers find the app; absent: what a request says
   */
  constructor(
    log: (entry: LogEntry) => void,
    now: () => number,
    header: ReadHeader = (c, name) => c.req.header(name),
    publicUrl?: string,
  ) {
    this.#log = log
    this.#now = now
    this.#header = header
    this.#publicUrl = publicUrl
  }

  /** For what others handle. */
  readonly middleware: MiddlewareHandler<Env> = async (c, next) => {
    const exchange = this.#begin(c)
    c.set('exchange', exchange)
    await next()
    complete(exchange)
    this.#end(exchange, c.res)
  }

  /** For what others throw. */
  readonly failing: ErrorHandler<Env> = (error, c) =>
    this.#handle(c, (exchange) => answerError(error, exchange))

  /** A handler that does all by itself, and at once where nothing has to be waited for: each middleware costs promises. */
  handler(checks: readonly Check[], answering: Answering): Handler<Env> {
    const checkedAnswering = checked(checks, answering)
    return (c) => this.#handle(c, checkedAnswering)
  }

  #handle(c: Context<Env>, answering: Answering): MaybePromise<Response> {
    const before = begun(c)
    // A page that fails hands on a request whose exchange has begun.
    if (before !== undefined) return answered(answering, before)
    const exchange = this.#begin(c)
    const { refusal } = exchange
    if (refusal !== undefined) return this.#end(exchange, reply(exchange, refusal, null))
    const answer = answered(answering, exchange)
    return answer instanceof Promise
      ? answer.then((response) => this.#end(exchange, response))
      : this.#end(exchange, answer)
  }

  #begin(c: Context<Env>): Exchange {
    return new Exchange(c, this.#now(), this.#header, this.#publicUrl)
  }

  #end(exchange: Exchange, response: Response): Response {
    if (!exchange.unlogged) {
      const [time, duration] = [this.#now(), performance.now() - exchange.start]
      // A log that fails must not cost an answer.
      try {
        this.#log(logEntry(exchange, { status: response.status, time, duration }))
      } catch {}
    }
    return response
  }
}
