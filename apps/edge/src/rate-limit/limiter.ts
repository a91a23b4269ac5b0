import type { RateLimit } from '@export-buckets/core'

/** The result of taking one token out of a bucket. */
export interface RateLimitResult {
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
  take(key: string): RateLimitResult | Promise<RateLimitResult>
}

/**
 * Creates the limiters of an app. The implementation decides whether nodes share them.
 *
 * @param name - what is limited: a set of operations, such as `Cloud Backups`, or `tokens` for the token endpoints
 * @param now - the clock, milliseconds since the epoch
 */
export type RateLimiterFactory = (name: string, limit: RateLimit, now: () => number) => RateLimiter

/** @throws TypeError when the limit lets nothing through, or everything */
export function validateRateLimit(limit: RateLimit): RateLimit {
  const { capacity, refill, seconds } = limit
  const perSecond = refill / seconds
  const isPositiveRate = perSecond > 0 && perSecond < Number.POSITIVE_INFINITY
  if (capacity >= 1 && capacity < Number.POSITIVE_INFINITY && isPositiveRate) return limit
  throw new TypeError(
    `rate limit: expected a capacity of 1 or more and a refill in some seconds, got ${capacity} and ${refill} in ${seconds}`,
  )
}

/** What a bucket held at a time, in milliseconds since the epoch. */
export interface BucketState {
  readonly tokens: number
  readonly at: number
}

/** Tolerance for the sum of fractions, so that a caller who waited `Retry-After` seconds is let through. */
export const tokenTolerance = 1e-6

/** How many tokens flow in within a millisecond. */
export const refillPerMs = ({ refill, seconds }: RateLimit): number => refill / (seconds * 1000)

/** Milliseconds that an empty bucket takes to fill. */
export const fillTimeMs = (limit: RateLimit): number => limit.capacity / refillPerMs(limit)

/** What is said of a bucket. @param tokensLeft - tokens, of which `ok` says whether one was taken */
export function toRateLimitResult(
  limit: RateLimit,
  ok: boolean,
  tokensLeft: number,
): RateLimitResult {
  const remaining = Math.max(0, Math.floor(tokensLeft + tokenTolerance))
  if (ok) return { ok, remaining, retryAfter: 0 }
  const waitSeconds = (1 - tokenTolerance / 2 - tokensLeft) / refillPerMs(limit) / 1000
  return { ok, remaining, retryAfter: Math.max(1, Math.ceil(waitSeconds)) }
}

/**
 * Takes one token out of a bucket.
 *
 * @param state - what it held; `undefined` for a new one, which is full
 * @returns what it holds now, and what is said of it
 */
export function consumeToken(
  limit: RateLimit,
  state: BucketState | undefined,
  now: number,
): { readonly state: BucketState; readonly result: RateLimitResult } {
  // Further in the future than a bucket takes to fill: a clock was wrong, and nobody is to wait for it.
  const { tokens, at } =
    state !== undefined && state.at <= now + fillTimeMs(limit)
      ? state
      : { tokens: limit.capacity, at: now }
  const availableTokens = Math.min(
    limit.capacity,
    tokens + Math.max(0, now - at) * refillPerMs(limit),
  )
  const ok = availableTokens >= 1 - tokenTolerance
  const tokensLeft = ok ? availableTokens - 1 : availableTokens
  // A clock that goes back and forth lets nothing flow in twice.
  return {
    state: { tokens: tokensLeft, at: Math.max(at, now) },
    result: toRateLimitResult(limit, ok, tokensLeft),
  }
}
