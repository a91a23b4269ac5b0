import type { Context, Handler } from 'hono'
import type { Env } from '../env.ts'

/** Lets a request through, or throws what it is answered with. Tells the next ones what it found by the context. */
export type Check = (c: Context<Env>) => void | Promise<void>

/** Has a request pass checks in their order before it is handled. Made one handler, since each middleware costs a promise. */
export function checked(checks: readonly Check[], handler: Handler<Env>): Handler<Env> {
  return async (c, next) => {
    for (const check of checks) {
      const pending = check(c)
      if (pending !== undefined) await pending
    }
    return handler(c, next)
  }
}
