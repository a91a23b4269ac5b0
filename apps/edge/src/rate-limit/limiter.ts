import type { RateLimit } from '@export-buckets/core'

/** The result of taking one token from a bucket. */
export interface RateLimitResult {
  /** Whether the bucket had a token, so that the request is allowed. */
  readonly ok: boolean
  /** The number of remaining tokens. */
  readonly remaining: number
  /** Whole seconds until the next token is available; 0 when `ok`. */
  readonly retryAfter: number
}

/** Token buckets by key: a project, a caller, or a service account and client address. */
export interface RateLimiter {
  /** Takes one token from the bucket of a key. */
  take(key: string): RateLimitResult | Promise<RateLimitResult>
}

/**
 * Creates a rate limiter. The implementation decides whether nodes share its buckets.
 *
 * @param name - a set of operations, such as `Cloud Backups`, or `tokens` for the token endpoints
 * @param now - the clock, in milliseconds since the epoch
 */
export type RateLimiterFactory = (name: string, limit: RateLimit, now: () => number) => RateLimiter

/** Returns a valid limit. @throws TypeError when it allows no requests, or any number of them */
export function validateRateLimit(limit: RateLimit): RateLimit {
  const { capacity, refill, seconds } = limit
  const perSecond = refill / seconds
  const isPositiveRate = perSecond > 0 && perSecond < Number.POSITIVE_INFINITY
  if (capacity >= 1 && capacity < Number.POSITIVE_INFINITY && isPositiveRate) return limit
  throw new TypeError(
    `rate limit: expected a capacity of 1 or more and a refill in some seconds, got ${capacity} and ${refill} in ${seconds}`,
  )
}

/** The tokens of a bucket at a time, in milliseconds since the epoch. */
export interface BucketState {
  readonly tokens: number
  readonly at: number
}

/** The tolerance for floating-point errors, so that a caller who waited `Retry-After` seconds is allowed. */
export const tokenTolerance = 1e-6

/** Returns the tokens that are added per millisecond. */
export const refillPerMs = ({ refill, seconds }: RateLimit): number => refill / (seconds * 1000)

/** Returns the milliseconds in which an empty bucket fills up. */
export const fillTimeMs = (limit: RateLimit): number => limit.capacity / refillPerMs(limit)

/** Creates a result. @param tokensLeft - the tokens in the bucket, after taking one if `ok` */
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
 * Takes one token from a bucket.
 *
 * @param state - the stored state, or `undefined` for a new bucket, which is full
 * @returns the new state and the result
 */
export function consumeToken(
  limit: RateLimit,
  state: BucketState | undefined,
  now: number,
): { readonly state: BucketState; readonly result: RateLimitResult } {
  // A state further in the future than a full refill comes from a wrong clock, so it is discarded.
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
  // The time never decreases, so that a clock that is set back does not refill the bucket twice.
  return {
    state: { tokens: tokensLeft, at: Math.max(at, now) },
    result: toRateLimitResult(limit, ok, tokensLeft),
  }
}
