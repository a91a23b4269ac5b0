import type { RateLimit } from '@export-buckets/core'
import { BoundedMap } from './bounded-map.ts'
import {
  checkedRateLimit,
  type Level,
  type RateLimiter,
  type Taken,
  takeFrom,
} from './rate-limiter.ts'

/** The buckets that are kept at least. A bucket that was dropped starts again full. */
const maxBuckets = 10_000

/** Token buckets in the memory of this node: each node limits the requests that it receives. */
export class TokenBuckets implements RateLimiter {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #levels = new BoundedMap<string, Level>(maxBuckets)

  /** @throws TypeError when the limit lets nothing through, or everything */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = checkedRateLimit(limit)
    this.#now = now
  }

  /** Takes one token out of the bucket of a key. */
  take(key: string): Taken {
    const { level, taken } = takeFrom(this.#limit, this.#levels.get(key), this.#now())
    this.#levels.set(key, level)
    return taken
  }
}

/** Limiters in the memory of this node. */
export const memoryRateLimiters = (_: string, limit: RateLimit, now: () => number): RateLimiter =>
  new TokenBuckets(limit, now)
