import { isLoopback } from '@export-buckets/core'
import type { FetchLike } from './http.ts'
import type { RetryOptions, RetryPolicy } from './transport/retry.ts'

/** The base URL of Atlas. */
export const defaultBaseUrl = 'https://cloud.mongodb.com'

/** How {@link parseBaseUrl} names a base URL in errors, and whether it allows plain http. */
export interface BaseUrlOptions {
  /** The name of the option, variable or flag that holds the URL. Errors begin with it. */
  readonly name: string
  /** Allows plain http on hosts other than loopback. Default: false. */
  readonly allowHttp?: boolean
  /** How a user sets `allowHttp`, for errors. Omit it when users cannot. */
  readonly allowHttpHint?: string
}

/**
 * Validates a base URL and removes a trailing slash. Plain http is allowed on loopback hosts only, unless `allowHttp` is
 * set.
 *
 * @throws TypeError that states the problem, without the URL itself: it could contain a password
 */
export function parseBaseUrl(
  text: string,
  { name, allowHttp, allowHttpHint }: BaseUrlOptions,
): string {
  const throwInvalidUrl = (problem: string): never => {
    throw new TypeError(`${name}: ${problem}`)
  }
  const url = URL.canParse(text)
    ? new URL(text)
    : throwInvalidUrl('expected an absolute URL, https://…')
  const { href, protocol, hostname, username, password } = url
  if (username || password) throwInvalidUrl('must hold no user name or password')
  // `href`, because `search` and `hash` are empty for a lone `?` or `#`.
  if (/[?#]/.test(href)) throwInvalidUrl('must hold no query or fragment')
  if (href.includes('/api/atlas/')) throwInvalidUrl('must end before /api/atlas/')
  const allowsHttp = allowHttp || isLoopback(hostname)
  if (protocol !== 'https:' && !(allowsHttp && protocol === 'http:')) {
    const advice = allowHttpHint ? `; ${allowHttpHint} lets http through` : ''
    throwInvalidUrl(`must be https, not ${protocol.slice(0, -1)}${advice}`)
  }
  return href.replace(/\/$/, '')
}

/** The names of options. The compiler reports a missing one. */
export type OptionNames<Name extends PropertyKey> = Readonly<Record<Name, true>>

/**
 * Checks that an options object has no unknown keys: a misspelt option would be ignored.
 *
 * @param prefix - begins the names of nested options: `retry.`
 * @throws TypeError that names the first unknown option and lists the known ones
 */
export function assertKnownOptions(
  options: object,
  allowed: OptionNames<string>,
  prefix = '',
): void {
  const unknownName = Object.keys(options).find((name) => !Object.hasOwn(allowed, name))
  if (unknownName === undefined) return
  const names = Object.keys(allowed).join(', ')
  throw new TypeError(`${prefix}${unknownName}: unknown option (expected one of ${names})`)
}

/** The longest delay of a timer (2^31 - 1 milliseconds): about 24 days. */
export const maxTimerMs = 2_147_483_647

function validateNumber(name: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw new TypeError(`${name}: expected a number from ${min} to ${max}, got ${String(value)}`)
}

/** @throws TypeError that states the bounds */
export function validateDelay(name: string, delay: unknown): number {
  return validateNumber(name, delay, 1, maxTimerMs)
}

/** @throws TypeError that states the bounds */
export function validateTimeout(timeout: unknown): number {
  return validateDelay('timeout', timeout)
}

/** The longest string of V8 (2^29 - 24): a longer body could not be decoded to text. */
const maxStringLength = 536_870_888

/**
 * Validates `maxResponseSize`, with its default.
 *
 * @throws TypeError that states the bounds
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
 * Validates `retry`, with its defaults. `false` disables retries.
 *
 * @throws TypeError that names the option and states its bounds
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

/** Looks the global `fetch` up at each call: a test or a tracer may replace it at any time. */
const defaultFetch: FetchLike = (url, init) => globalThis.fetch(url, init)

/** @throws TypeError when `fetch` is not a function */
export function normalizeFetch(fetch: FetchLike = defaultFetch): FetchLike {
  if (typeof fetch === 'function') return fetch
  throw new TypeError(`fetch: expected a function, got ${typeof fetch}`)
}

/** @throws TypeError when the value is not a valid header value (RFC 9110, section 5.5) */
export function validateUserAgent(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined || /^[\x20-\x7e]+$/.test(userAgent)) return userAgent
  throw new TypeError('userAgent: expected printable ASCII characters')
}
