/** The rate limit of one caller: a token bucket that fills at a steady pace. */
export interface RateLimit {
  /** How many requests it holds when full, and how many flow in within `seconds`. */
  readonly requests: number
  readonly seconds: number
}

/** What a caller's bucket held. */
export interface Taken {
  /** Whether there was a token left for the request. */
  readonly ok: boolean
  /** Tokens left. */
  readonly remaining: number
  /** Whole seconds until the next token flows in; 0 when `ok`. */
  readonly retryAfter: number
}

/** Token buckets, one a caller. */
export interface RateLimiter {
  /** Takes one token out of a caller's bucket. */
  take(caller: string): Taken | Promise<Taken>
}

/**
 * Makes the limiters of an app. Which of them nodes share is up to what makes them.
 *
 * @param name - what is limited: `requests` of proved callers, or `tokens` that service accounts ask for
 * @param now - the clock, milliseconds since the epoch
 */
export type RateLimiters = (
  name: 'requests' | 'tokens',
  limit: RateLimit,
  now: () => number,
) => RateLimiter

/** @throws TypeError when the limit lets nothing through, or everything */
export function checkedRateLimit(limit: RateLimit): RateLimit {
  const { requests, seconds } = limit
  if (requests >= 1 && seconds > 0 && requests / seconds < Number.POSITIVE_INFINITY) return limit
  throw new TypeError(
    `rate limit: expected 1 or more requests in some seconds, got ${requests} in ${seconds}`,
  )
}

/** How many tokens flow in within a millisecond. */
export const inflow = ({ requests, seconds }: RateLimit): number => requests / (seconds * 1000)

/** What is said of a bucket. @param left - tokens, of which `ok` says whether one was taken */
export function taken(limit: RateLimit, ok: boolean, left: number): Taken {
  const wait = (1 - left) / inflow(limit) / 1000
  return { ok, remaining: Math.floor(left), retryAfter: ok ? 0 : Math.max(1, Math.ceil(wait)) }
}
