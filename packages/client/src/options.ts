import type { FetchLike } from './fetch.ts'
import type { RetryOptions, RetryPolicy } from './transport/retry.ts'

/** The names of options, of which the compiler sees to it that none is missing. */
export type OptionNames<Name extends PropertyKey> = Readonly<Record<Name, true>>

/**
 * Checks that an options object has no other keys than the known ones: a misspelt option would be ignored.
 *
 * @param prefix - begins the names of nested options: `retry.`
 * @throws TypeError that names the first unknown option, and the known ones
 */
export function assertKnownOptions(
  options: object,
  allowed: OptionNames<string>,
  prefix = '',
): void {
  const unknownName = Object.keys(options).find((name) => !Object.hasOwn(allowed, name))
  if (unknownName === undefined) return
  const names = Object.keys(allowed).join(', ')
  throw new TypeError(`${prefix}${unknownName}: unknown option; the options are ${names}`)
}

/** What a timer can hold (2^31 - 1), in milliseconds: about 24 days. */
const maxTimerMs = 2_147_483_647

function validateNumber(name: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw new TypeError(`${name}: expected a number from ${min} to ${max}, got ${String(value)}`)
}

/** @throws TypeError that names the bounds */
export function validateTimeout(timeout: unknown): number {
  return validateNumber('timeout', timeout, 1, maxTimerMs)
}

/** The longest string of V8 (2^29 - 24): a body that is longer could not be read as text. */
const maxStringLength = 536_870_888

/**
 * Fills the default in.
 *
 * @throws TypeError that names the bounds
 */
export function normalizeMaxResponseSize(bytes: unknown = 16 * 1024 * 1024): number {
  return validateNumber('maxResponseSize', bytes, 1, maxStringLength)
}

const retryOptionNames: OptionNames<keyof RetryOptions> = {
  limit: true,
  baseDelay: true,
  maxDelay: true,
}

/**
 * Fills the defaults in; `false` repeats nothing.
 *
 * @throws TypeError that names the option and its bounds
 */
export function normalizeRetryOptions(retry: RetryOptions | false = {}): RetryPolicy {
  if (retry !== false && Object(retry) !== retry) {
    throw new TypeError('retry: expected false or an object')
  }
  assertKnownOptions(retry || {}, retryOptionNames, 'retry.')
  const { limit = 3, baseDelay = 250, maxDelay = 20_000 } = retry || { limit: 0 }
  return {
    limit: validateNumber('retry.limit', limit, 0, 100),
    baseDelay: validateNumber('retry.baseDelay', baseDelay, 0, maxTimerMs),
    maxDelay: validateNumber('retry.maxDelay', maxDelay, 0, maxTimerMs),
  }
}

/** The global one is looked up at each call: a test or a tracer may replace it at any time. */
const defaultFetch: FetchLike = (url, init) => globalThis.fetch(url, init)

/** @throws TypeError when it cannot be called */
export function normalizeFetch(fetch: FetchLike = defaultFetch): FetchLike {
  if (typeof fetch === 'function') return fetch
  throw new TypeError(`fetch: expected a function, got ${typeof fetch}`)
}

/** @throws TypeError when no header can hold it (RFC 9110, section 5.5) */
export function validateUserAgent(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined || /^[\x20-\x7e]+$/.test(userAgent)) return userAgent
  throw new TypeError('userAgent: expected printable ASCII characters')
}
