import type { RateLimit } from '@export-buckets/core'
import { LRUCache } from 'lru-cache'
import {
  checkedRateLimit,
  type Level,
  type RateLimiter,
  type Taken,
  takeFrom,
} from './rate-limiter.ts'

/** The buckets in memory, at most. A bucket that was evicted starts again full. */
const maxBuckets = 10_000

/** Token buckets in the memory of this node: each node limits the requests that it receives. */
export class TokenBuckets implements RateLimiter {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #levels = new LRUCache<string, Level>({ max: maxBuckets })

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
