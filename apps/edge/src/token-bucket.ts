import {
  checkedRateLimit,
  type Level,
  type RateLimit,
  type RateLimiter,
  type Taken,
  takeFrom,
} from './rate-limiter.ts'

/** Callers remembered at a time. A forgotten one starts anew with a full bucket. */
const maxCallers = 10_000

/** Token buckets, one a caller, in the memory of this node: each node limits what it sees. */
export class TokenBuckets implements RateLimiter {
  readonly #limit: RateLimit
  readonly #now: () => number
  readonly #levels = new Map<string, Level>()

  /** @throws TypeError when the limit lets nothing through, or everything */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = checkedRateLimit(limit)
    this.#now = now
  }

  /** Takes one token out of a caller's bucket. */
  take(caller: string): Taken {
    const { level, taken } = takeFrom(this.#limit, this.#levels.get(caller), this.#now())
    this.#remember(caller, level)
    return taken
  }

  /** The map keeps the order of use, so that the caller longest away is the one forgotten. */
  #remember(caller: string, level: Level): void {
    this.#levels.delete(caller)
    this.#levels.set(caller, level)
    const [oldest] = this.#levels.keys()
    if (this.#levels.size > maxCallers && oldest !== undefined) this.#levels.delete(oldest)
  }
}

/** Limiters in the memory of this node. */
export const memoryRateLimiters = (_: string, limit: RateLimit, now: () => number): RateLimiter =>
  new TokenBuckets(limit, now)
