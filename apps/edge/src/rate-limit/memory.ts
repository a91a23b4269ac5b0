import type { RateLimit } from '@export-buckets/core'
import { LRUCache } from 'lru-cache'
import {
  type BucketState,
  consumeToken,
  type RateLimiter,
  type RateLimitResult,
  validateRateLimit,
} from './limiter.ts'

/** An evicted bucket is full again at its next use. */
const maxBuckets = 10_000

/** Token buckets in memory. Each node limits only the requests that it receives. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #buckets = new LRUCache<string, BucketState>({ max: maxBuckets })

  /** @throws TypeError when the limit is invalid */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = validateRateLimit(limit)
    this.#now = now
  }

  /** Takes one token from the bucket of a key. */
  take(key: string): RateLimitResult {
    const { state, result } = consumeToken(this.#limit, this.#buckets.get(key), this.#now())
    this.#buckets.set(key, state)
    return result
  }
}

/** Creates rate limiters in memory. */
export const memoryRateLimiters = (_: string, limit: RateLimit, now: () => number): RateLimiter =>
  new MemoryRateLimiter(limit, now)
