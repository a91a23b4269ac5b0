import { goOn } from '../at-once.ts'
import { AtlasError } from '../errors.ts'
import type { RateLimit, RateLimiter } from '../rate-limiter.ts'
import { say } from '../reply.ts'
import type { Check } from './check.ts'

/** Lets a proved caller through while there is a token in its bucket. */
export function rateLimit({ requests }: RateLimit, limiter: RateLimiter): Check {
  const most = String(requests)
  return (c) =>
    goOn(limiter.take(c.get('caller').id), ({ ok, remaining, retryAfter }) => {
      say(c, 'RateLimit-Limit', most)
      say(c, 'RateLimit-Remaining', String(remaining))
      if (!ok) {
        throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', {}, { 'Retry-After': String(retryAfter) })
      }
    })
}
