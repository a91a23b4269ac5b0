import type { RateLimit } from './parts.ts'

/** What a caller's bucket held. */
export interface Taken {
  /** Whether there was a token left for the request. */
  readonly ok: boolean
  /** Tokens left. */
  readonly remaining: number
  /** Whole seconds until the next token flows in; 0 when `ok`. */
  readonly retryAfter: number
}

interface Level {
  tokens: number
  at: number
}

/** Callers remembered at a time. A forgotten one starts anew with a full bucket. */
const maxCallers = 10_000

/** Token buckets, one a caller, in the memory of this node: each node limits what it sees. */
export class TokenBuckets {
  readonly limit: number
  readonly #perMillisecond: number
  readonly #now: () => number
  readonly #levels = new Map<string, Level>()

  /** @throws TypeError when the limit lets nothing through, or everything */
  constructor({ requests, seconds }: RateLimit, now: () => number) {
    if (!(requests >= 1 && seconds > 0 && requests / seconds < Number.POSITIVE_INFINITY)) {
      throw new TypeError(
        `rate limit: expected 1 or more requests in some seconds, got ${requests} in ${seconds}`,
      )
    }
    this.limit = requests
    this.#perMillisecond = requests / (seconds * 1000)
    this.#now = now
  }

  /** Takes one token out of a caller's bucket. */
  take(caller: string): Taken {
    const tokens = this.#level(caller)
    const ok = tokens >= 1
    const left = ok ? tokens - 1 : tokens
    this.#remember(caller, left)
    const wait = (1 - left) / this.#perMillisecond / 1000
    return { ok, remaining: Math.floor(left), retryAfter: ok ? 0 : Math.max(1, Math.ceil(wait)) }
  }

  #level(caller: string): number {
    const { tokens, at } = this.#levels.get(caller) ?? { tokens: this.limit, at: this.#now() }
    const flowedIn = Math.max(0, this.#now() - at) * this.#perMillisecond
    return Math.min(this.limit, tokens + flowedIn)
  }

  /** The map keeps the order of use, so that the caller longest away is the one forgotten. */
  #remember(caller: string, tokens: number): void {
    this.#levels.delete(caller)
    this.#levels.set(caller, { tokens, at: this.#now() })
    const [oldest] = this.#levels.keys()
    if (this.#levels.size > maxCallers && oldest !== undefined) this.#levels.delete(oldest)
  }
}
