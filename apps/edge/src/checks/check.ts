import type { Context } from 'hono'
import type { MaybePromise } from '../at-once.ts'
import type { Env } from '../env.ts'

/** Lets a request through, or throws what it is answered with. Tells the next ones what it found by the context. */
export type Check = (c: Context<Env>) => MaybePromise<void>

/** Answers a request. */
export type Answering = (c: Context<Env>) => MaybePromise<Response>

/** Has a request pass checks in their order before it is answered. */
export function checked(checks: readonly Check[], answering: Answering): Answering {
  const from = (first: number, c: Context<Env>): MaybePromise<Response> => {
    for (let at = first; at < checks.length; at += 1) {
      const pending = checks[at]?.(c)
      if (pending instanceof Promise) return pending.then(() => from(at + 1, c))
    }
    return answering(c)
  }
  return (c) => from(0, c)
}
