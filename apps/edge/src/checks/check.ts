import type { MaybePromise } from '../at-once.ts'
import type { Exchange } from '../exchange.ts'

/** Lets a request through, or throws what it is answered with. Tells the next ones what it found by the exchange. */
export type Check = (exchange: Exchange) => MaybePromise<void>

/** Answers a request. */
export type Answering = (exchange: Exchange) => MaybePromise<Response>

/** Has a request pass checks in their order before it is answered. */
export function checked(checks: readonly Check[], answering: Answering): Answering {
  const from = (first: number, exchange: Exchange): MaybePromise<Response> => {
    for (let at = first; at < checks.length; at += 1) {
      const pending = checks[at]?.(exchange)
      if (pending instanceof Promise) return pending.then(() => from(at + 1, exchange))
    }
    return answering(exchange)
  }
  return (exchange) => from(0, exchange)
}
