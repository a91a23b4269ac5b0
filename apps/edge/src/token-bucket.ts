import { BoundedMap } from './bounded-map.ts'
import {
  checkedRateLimit,
  type Level,
  type RateLimit,
  type RateLimiter,
  type Taken,
  takeFrom,
} from './rate-limiter.ts'

/** Callers remembered at least. A forgotten one starts anew with a full bucket. */
const maxCallers = 10_000

/** Token buckets, one a caller, in the memory of this node: each node limits what it sees. */
export class TokenBuckets implements RateLimiter {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #levels = new BoundedMap<string, Level>(maxCallers)

  /** @throws TypeError when the limit lets nothing through, or everything */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = checkedRateLimit(limit)
    this.#now = now
  }

  /** Takes one token out of a caller's bucket. */
  take(caller: string): Taken {
    const { level, taken } = takeFrom(this.#limit, this.#levels.get(caller), this.#now())
    this.#levels.set(caller, level)
    return taken
  }
}

/** Limiters in the memory of this node. */
export const memoryRateLimiters = (_: string, limit: RateLimit, now: () => number): RateLimiter =>
  new TokenBuckets(limit, now)
