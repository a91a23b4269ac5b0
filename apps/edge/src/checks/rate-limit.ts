import type { Operation, RateLimit } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import { found } from '../exchange.ts'
import type { RateLimitScope } from '../parts.ts'
import type { RateLimiter, RateLimiters } from '../rate-limiter.ts'

/** How the requests to operations are limited. */
export interface RateLimitOptions {
  readonly limiters: RateLimiters
  /** The limit of every set of operations. Absent: the one that Atlas has for the set. */
  readonly limit: RateLimit | undefined
  readonly scope: RateLimitScope
  readonly now: () => number
}

/**
 * Creates the rate limit of operations: Atlas has a token bucket for each project and set of operations, which all callers
 * share. A token is taken after authorization, so that nobody can use up the bucket of another project.
 */
export function rateLimits(
  options: RateLimitOptions,
): (operation: Operation) => MiddlewareHandler<Env> {
  const { limiters, scope, now } = options
  const created = new Map<string, RateLimiter>()

  function limiterOf(set: string, limit: RateLimit): RateLimiter {
    const limiter = created.get(set) ?? limiters(set, limit, now)
    created.set(set, limiter)
    return limiter
  }

  return ({ rateLimit }) => {
    const limit = options.limit ?? rateLimit
    const limiter = limiterOf(rateLimit.set, limit)
    return async (c, next) => {
      const exchange = c.get('exchange')
      const { caller, groupId, headers } = exchange
      const key = scope === 'project' ? found(groupId) : found(caller).id
      const { ok, remaining, retryAfter } = await limiter.take(key)
      headers['RateLimit-Limit'] = String(limit.capacity)
      headers['RateLimit-Remaining'] = String(remaining)
      if (!ok) {
        const { capacity, refill, seconds } = limit
        const parameters = [exchange.path.slice(1), retryAfter, capacity, refill, seconds]
        const retry = { 'Retry-After': String(retryAfter) }
        throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', { parameters }, retry)
      }
      await next()
    }
  }
}
