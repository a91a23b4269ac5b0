import { goOn } from '../at-once.ts'
import { AtlasError } from '../errors.ts'
import { found } from '../exchange.ts'
import type { RateLimit, RateLimiter } from '../rate-limiter.ts'
import type { Check } from './check.ts'

/** Lets a proved caller through while there is a token in its bucket. */
export function rateLimit({ requests }: RateLimit, limiter: RateLimiter): Check {
  const most = String(requests)
  return ({ caller, headers }) =>
    goOn(limiter.take(found(caller).id), ({ ok, remaining, retryAfter }) => {
      headers['RateLimit-Limit'] = most
      headers['RateLimit-Remaining'] = String(remaining)
      if (!ok) {
        throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', {}, { 'Retry-After': String(retryAfter) })
      }
    })
}
