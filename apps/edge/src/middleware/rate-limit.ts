import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import type { RateLimit, RateLimiter } from '../rate-limiter.ts'

/** Lets a proved caller through while there is a token in its bucket. */
export function rateLimit({ requests }: RateLimit, limiter: RateLimiter): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { ok, remaining, retryAfter } = await limiter.take(c.get('caller').id)
    c.header('RateLimit-Limit', String(requests))
    c.header('RateLimit-Remaining', String(remaining))
    if (!ok) {
      throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', {}, { 'Retry-After': String(retryAfter) })
    }
    await next()
  }
}
