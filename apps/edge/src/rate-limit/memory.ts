import type { RateLimit } from '@export-buckets/core'
import { LRUCache } from 'lru-cache'
import {
  type BucketState,
  consumeToken,
  type RateLimiter,
  type RateLimitResult,
  validateRateLimit,
} from './limiter.ts'

/** The buckets in memory, at most. A bucket that was evicted starts again full. */
const maxBuckets = 10_000

/** Token buckets in the memory of this node: each node limits the requests that it receives. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #buckets = new LRUCache<string, BucketState>({ max: maxBuckets })

  /** @throws TypeError when the limit lets nothing through, or everything */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = validateRateLimit(limit)
    this.#now = now
  }

  /** Takes one token out of the bucket of a key. */
  take(key: string): RateLimitResult {
    const { state, result } = consumeToken(this.#limit, this.#buckets.get(key), this.#now())
    this.#buckets.set(key, state)
    return result
  }
}

/** Limiters in the memory of this node. */
export const memoryRateLimiters = (_: string, limit: RateLimit, now: () => number): RateLimiter =>
  new MemoryRateLimiter(limit, now)
