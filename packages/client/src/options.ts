import type { AnyFetch } from './fetch.ts'
import type { RetryOptions, RetryPolicy } from './transport/retry.ts'

/** The names of options, of which the compiler sees to it that none is missing. */
export type OptionNames<Name extends PropertyKey> = Readonly<Record<Name, true>>

/**
 * Checks that an options object has no other keys than the known ones: a misspelt option would be ignored.
 *
 * @param owner - begins the names of nested options: `retry.`
 * @throws TypeError that names the first unknown option, and the known ones
 */
export function rejectUnknownOptions(
  options: object,
  known: OptionNames<string>,
  owner = '',
): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name))
  if (unknown === undefined) return
  const names = Object.keys(known).join(', ')
  throw new TypeError(`${owner}${unknown}: unknown option; the options are ${names}`)
}

/** What a timer can hold (2^31 - 1), in milliseconds: about 24 days. */
const longestTimer = 2_147_483_647

function checkedNumber(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value
  throw new TypeError(`${name}: expected a number from ${least} to ${most}, got ${String(value)}`)
}

/** @throws TypeError that names the bounds */
export function checkedTimeout(timeout: unknown): number {
  return checkedNumber('timeout', timeout, 1, longestTimer)
}

/** The longest string of V8 (2^29 - 24): a body that is longer could not be read as text. */
const longestString = 536_870_888

/**
 * Fills the default in.
 *
 * @throws TypeError that names the bounds
 */
export function checkedResponseSize(bytes: unknown = 16 * 1024 * 1024): number {
  return checkedNumber('maxResponseSize', bytes, 1, longestString)
}

const retryOptions: OptionNames<keyof RetryOptions> = {
  limit: true,
  baseDelay: true,
  maxDelay: true,
}

/**
 * Fills the defaults in; `false` repeats nothing.
 *
 * @throws TypeError that names the option and its bounds
 */
export function checkedRetry(retry: RetryOptions | false = {}): RetryPolicy {
  if (retry !== false && Object(retry) !== retry) {
    throw new TypeError('retry: expected false or an object')
  }
  rejectUnknownOptions(retry || {}, retryOptions, 'retry.')
  const { limit = 3, baseDelay = 250, maxDelay = 20_000 } = retry || { limit: 0 }
  return {
    limit: checkedNumber('retry.limit', limit, 0, 100),
    baseDelay: checkedNumber('retry.baseDelay', baseDelay, 0, longestTimer),
    maxDelay: checkedNumber('retry.maxDelay', maxDelay, 0, longestTimer),
  }
}

/** The global one is looked up at each call: a test or a tracer may replace it at any time. */
const globalFetch: AnyFetch = (url, init) => globalThis.fetch(url, init)

/** @throws TypeError when it cannot be called */
export function checkedFetch(fetch: AnyFetch = globalFetch): AnyFetch {
  if (typeof fetch === 'function') return fetch
  throw new TypeError(`fetch: expected a function, got ${typeof fetch}`)
}

/** @throws TypeError when no header can hold it (RFC 9110, section 5.5) */
export function checkedUserAgent(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined || /^[\x20-\x7e]+$/.test(userAgent)) return userAgent
  throw new TypeError('userAgent: expected printable ASCII characters')
}
