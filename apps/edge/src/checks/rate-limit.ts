import { AtlasError } from '../errors.ts'
import type { RateLimit, RateLimiter } from '../rate-limiter.ts'
import { say } from '../reply.ts'
import type { Check } from './check.ts'

/** Lets a proved caller through while there is a token in its bucket. */
export function rateLimit({ requests }: RateLimit, limiter: RateLimiter): Check {
  return async (c) => {
    const { ok, remaining, retryAfter } = await limiter.take(c.get('caller').id)
    say(c, 'RateLimit-Limit', String(requests))
    say(c, 'RateLimit-Remaining', String(remaining))
    if (!ok) {
      throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', {}, { 'Retry-After': String(retryAfter) })
    }
  }
}
