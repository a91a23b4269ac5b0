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

/** What a bucket held at a time, in milliseconds since the epoch. */
export interface Level {
  readonly tokens: number
  readonly at: number
}

/** The part of a token that sums of fractions may miss, so that who has waited as told is let through. */
export const rounding = 1e-6

/** How many tokens flow in within a millisecond. */
export const inflow = ({ requests, seconds }: RateLimit): number => requests / (seconds * 1000)

/** Milliseconds that an empty bucket takes to fill. */
export const fillTime = ({ seconds }: RateLimit): number => seconds * 1000

/** What is said of a bucket. @param left - tokens, of which `ok` says whether one was taken */
export function taken(limit: RateLimit, ok: boolean, left: number): Taken {
  const remaining = Math.max(0, Math.floor(left + rounding))
  if (ok) return { ok, remaining, retryAfter: 0 }
  const wait = (1 - rounding / 2 - left) / inflow(limit) / 1000
  return { ok, remaining, retryAfter: Math.max(1, Math.ceil(wait)) }
}

/**
 * Takes one token out of a bucket.
 *
 * @param level - what it held; `undefined` for a new one, which is full
 * @returns what it holds now, and what is said of it
 */
export function takeFrom(
  limit: RateLimit,
  level: Level | undefined,
  now: number,
): { readonly level: Level; readonly taken: Taken } {
  // Further in the future than a bucket takes to fill: a clock was wrong, and nobody is to wait for it.
  const { tokens, at } =
    level !== undefined && level.at <= now + fillTime(limit)
      ? level
      : { tokens: limit.requests, at: now }
  const held = Math.min(limit.requests, tokens + Math.max(0, now - at) * inflow(limit))
  const ok = held >= 1 - rounding
  const left = ok ? held - 1 : held
  // A clock that goes back and forth lets nothing flow in twice.
  return { level: { tokens: left, at: Math.max(at, now) }, taken: taken(limit, ok, left) }
}
