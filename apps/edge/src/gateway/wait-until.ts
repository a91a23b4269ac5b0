import type { Context } from 'hono'
import type { Env } from '../http/env.ts'

/** The part of a Worker's context that is used here; other runtimes have none. */
function getExecutionContext(
  c: Context<Env>,
): Pick<Context['executionCtx'], 'waitUntil'> | undefined {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}

/**
 * Has work go on when its caller hangs up: others may wait for the same token, challenge or bucket, and a Worker drops
 * with a request whatever it has begun.
 */
export function waitUntil<T>(c: Context<Env>, promise: Promise<T>): Promise<T> {
  getExecutionContext(c)?.waitUntil(promise.catch(() => undefined))
  return promise
}
