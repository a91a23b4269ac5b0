import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import type { TokenBuckets } from '../token-bucket.ts'

/** Lets a proved caller through while there is a token in its bucket. */
export function rateLimit(buckets: TokenBuckets): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { ok, remaining, retryAfter } = buckets.take(c.var.caller.id)
    c.header('RateLimit-Limit', String(buckets.limit))
    c.header('RateLimit-Remaining', String(remaining))
    if (!ok) {
      throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', {}, { 'Retry-After': String(retryAfter) })
    }
    await next()
  }
}
