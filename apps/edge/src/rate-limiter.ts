import type { RateLimit } from '@export-buckets/core'

/** The result of taking one token out of a bucket. */
export interface Taken {
  /** Whether there was a token left for the request. */
  readonly ok: boolean
  /** Tokens left. */
  readonly remaining: number
  /** Whole seconds until the next token flows in; 0 when `ok`. */
  readonly retryAfter: number
}

/** Token buckets, one for each key: a project, a caller, or a service account at an address. */
export interface RateLimiter {
  /** Takes one token out of the bucket of a key. */
  take(key: string): Taken | Promise<Taken>
}

/**
 * Creates the limiters of an app. The implementation decides whether nodes share them.
 *
 * @param name - what is limited: a set of operations, such as `Cloud Backups`, or `tokens` for the token endpoints
 * @param now - the clock, milliseconds since the epoch
 */
export type RateLimiters = (name: string, limit: RateLimit, now: () => number) => RateLimiter

/** @throws TypeError when the limit lets nothing through, or everything */
export function checkedRateLimit(limit: RateLimit): RateLimit {
  const { capacity, refill, seconds } = limit
  const perSecond = refill / seconds
  const fills = perSecond > 0 && perSecond < Number.POSITIVE_INFINITY
  if (capacity >= 1 && capacity < Number.POSITIVE_INFINITY && fills) return limit
  throw new TypeError(
    `rate limit: expected a capacity of 1 or more and a refill in some seconds, got ${capacity} and ${refill} in ${seconds}`,
  )
}

/** What a bucket held at a time, in milliseconds since the epoch. */
export interface Level {
  readonly tokens: number
  readonly at: number
}

/** Tolerance for the sum of fractions, so that a caller who waited `Retry-After` seconds is let through. */
export const rounding = 1e-6

/** How many tokens flow in within a millisecond. */
export const inflow = ({ refill, seconds }: RateLimit): number => refill / (seconds * 1000)

/** Milliseconds that an empty bucket takes to fill. */
export const fillTime = (limit: RateLimit): number => limit.capacity / inflow(limit)

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
      : { tokens: limit.capacity, at: now }
  const held = Math.min(limit.capacity, tokens + Math.max(0, now - at) * inflow(limit))
  const ok = held >= 1 - rounding
  const left = ok ? held - 1 : held
  // A clock that goes back and forth lets nothing flow in twice.
  return { level: { tokens: left, at: Math.max(at, now) }, taken: taken(limit, ok, left) }
}
