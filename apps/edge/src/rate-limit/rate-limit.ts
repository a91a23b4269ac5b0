import type { Operation, RateLimit } from '@export-buckets/core'
import type { MiddlewareHandler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import { type Env, requireValue } from '../http/request-context.ts'
import type { RateLimiter, RateLimiterFactory } from './limiter.ts'

/** Which requests share a token bucket: all of a project, as at Atlas, or all of a caller. */
export type RateLimitScope = 'project' | 'caller'

/** The options of {@link createRateLimitGuards}. */
export interface RateLimitOptions {
  readonly limiters: RateLimiterFactory
  /** The limit of every set of operations. Default: Atlas's limit of the set. */
  readonly limit: RateLimit | undefined
  readonly scope: RateLimitScope
  readonly now: () => number
}

/**
 * Creates the rate limit middleware of operations. Atlas has one token bucket for each project and set of operations. A
 * token is taken after authorization, so that a caller cannot exhaust the bucket of another project.
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
      const key = scope === 'project' ? requireValue(groupId) : requireValue(principal).id
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
