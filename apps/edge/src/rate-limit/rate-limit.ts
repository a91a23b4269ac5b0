import type { Operation, RateLimit } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../http/env.ts'
import { AtlasError } from '../http/errors.ts'
import { required } from '../http/request-context.ts'
import type { RateLimitScope } from '../options.ts'
import type { RateLimiter, RateLimiterFactory } from './limiter.ts'

/** How the requests to operations are limited. */
export interface RateLimitOptions {
  readonly limiters: RateLimiterFactory
  /** The limit of every set of operations. Absent: the one that Atlas has for the set. */
  readonly limit: RateLimit | undefined
  readonly scope: RateLimitScope
  readonly now: () => number
}

/**
 * Creates the rate limit of operations: Atlas has a token bucket for each project and set of operations, which all callers
 * share. A token is taken after authorization, so that nobody can use up the bucket of another project.
 */
export function createRateLimitGuards(
  options: RateLimitOptions,
): (operation: Operation) => MiddlewareHandler<Env> {
  const { limiters, scope, now } = options
  const limiterBySet = new Map<string, RateLimiter>()

  function getLimiter(set: string, limit: RateLimit): RateLimiter {
    const limiter = limiterBySet.get(set) ?? limiters(set, limit, now)
    limiterBySet.set(set, limiter)
    return limiter
  }

  return ({ rateLimit }) => {
    const limit = options.limit ?? rateLimit
    const limiter = getLimiter(rateLimit.set, limit)
    return async (c, next) => {
      const context = c.get('requestContext')
      const { principal, groupId, headers } = context
      const key = scope === 'project' ? required(groupId) : required(principal).id
      const { ok, remaining, retryAfter } = await limiter.take(key)
      headers['RateLimit-Limit'] = String(limit.capacity)
      headers['RateLimit-Remaining'] = String(remaining)
      if (!ok) {
        const { capacity, refill, seconds } = limit
        const parameters = [context.path.slice(1), retryAfter, capacity, refill, seconds]
        const retryHeaders = { 'Retry-After': String(retryAfter) }
        throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', { parameters }, retryHeaders)
      }
      await next()
    }
  }
}
