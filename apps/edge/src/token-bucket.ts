import {
  checkedRateLimit,
  inflow,
  type RateLimit,
  type RateLimiter,
  type Taken,
  taken,
} from './rate-limiter.ts'

interface Level {
  tokens: number
  at: number
}

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
    const tokens = this.#level(caller)
    const ok = tokens >= 1
    const left = ok ? tokens - 1 : tokens
    this.#remember(caller, left)
    return taken(this.#limit, ok, left)
  }

  #level(caller: string): number {
    const { requests } = this.#limit
    const { tokens, at } = this.#levels.get(caller) ?? { tokens: requests, at: this.#now() }
    const flowedIn = Math.max(0, this.#now() - at) * inflow(this.#limit)
    return Math.min(requests, tokens + flowedIn)
  }

  /** The map keeps the order of use, so that the caller longest away is the one forgotten. */
  #remember(caller: string, tokens: number): void {
    this.#levels.delete(caller)
    this.#levels.set(caller, { tokens, at: this.#now() })
    const [oldest] = this.#levels.keys()
    if (this.#levels.size > maxCallers && oldest !== undefined) this.#levels.delete(oldest)
  }
}

/** Limiters in the memory of this node. */
export const memoryRateLimiters = (_: string, limit: RateLimit, now: () => number): RateLimiter =>
  new TokenBuckets(limit, now)
