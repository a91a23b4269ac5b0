import { isLoopback, type RateLimit } from '@export-buckets/core'
import { parsePublicUrl } from '../http/url.ts'
import type { RateLimitScope } from '../rate-limit/rate-limit.ts'

/** Environment variables, or the bindings of a runtime. Values that are not strings are ignored. */
export type EnvVars = Readonly<Record<string, unknown>>

/** The address of a server, and the timeout of idle connections. */
export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** Seconds after which a connection is closed that is idle or whose responses are not read. */
  readonly keepAlive: number
}

/** A remote libSQL database. */
export interface RemoteDatabase {
  readonly url: string
  readonly authToken?: string
}

/** The settings of rate limits. */
interface RateLimitSettings {
  /** `RATE_LIMIT`. Default: Atlas's. */
  readonly rateLimit: RateLimit | undefined
  /** `RATE_LIMIT_PER`: which requests share a token bucket. */
  readonly rateLimitScope: RateLimitScope
  /** `TOKEN_RATE_LIMIT`. Default: Atlas's. */
  readonly tokenRateLimit: RateLimit | undefined
}

/** The settings of every app. */
export interface AppSettings {
  /** `EDGE_SECRET`. */
  readonly secret: Uint8Array | undefined
  /** `DATABASE_REPLICA`: whether reads may use replicas, which lag behind. */
  readonly replica: boolean
  readonly rateLimits: RateLimitSettings
}

/** Settings for runtimes without bindings: the database, rate limit store and proxies also come from variables. */
export interface Settings extends AppSettings {
  /** `DATABASE_URL`: the path of a file, or a remote database. Absent: the runtime's default. */
  readonly database: string | RemoteDatabase | undefined
  /** `RATE_LIMIT_STORE`: where token buckets are stored. */
  readonly rateLimitStore: 'memory' | 'database'
  /** `PUBLIC_URL`: the public URL of the app. Default: the URL of the request. */
  readonly publicUrl: string | undefined
  /** `TRUSTED_PROXIES`: the number of proxies that append to `X-Forwarded-For`. */
  readonly trustedProxies: number
}

const maxPort = 65535
const maxProxies = 10
/** Seconds, more than the idle timeout of any load balancer. */
const maxKeepAlive = 3600

/** Returns the text of a variable, or `undefined` when it is unset or empty. */
export function readVar(variables: EnvVars, name: string): string | undefined {
  const value = variables[name]
  return typeof value === 'string' && value ? value : undefined
}

/**
 * Returns the text of a variable with a credential or a URL.
 *
 * @throws TypeError for surrounding white space, which secret managers and files often add unnoticed
 */
export function readTrimmedVar(variables: EnvVars, name: string): string | undefined {
  const value = readVar(variables, name)
  if (value === value?.trim()) return value
  throw new TypeError(`${name}: must not begin or end with white space`)
}

/** @throws TypeError that names the variable, the expected value and the actual one */
export function throwSettingError(name: string, expected: string, value: string): never {
  throw new TypeError(`${name}: expected ${expected}, got "${value}"`)
}

function parseInteger(name: string, value: string, max: number, min = 0): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (number >= min && number <= max) return number
  return throwSettingError(name, `a whole number from ${min} to ${max}`, value)
}

/**
 * Returns one of several values, the first one when the variable is unset.
 *
 * @throws TypeError for any other value
 */
export function readChoice<T extends string>(
  variables: EnvVars,
  name: string,
  values: readonly T[],
): T {
  const [fallback] = values
  const value = readVar(variables, name) ?? fallback
  const expected = `"${values.join('" or "')}"`
  return (
    values.find((choice) => choice === value) ?? throwSettingError(name, expected, String(value))
  )
}

/** The error for a missing or invalid secret. It does not contain the value, which may be most of a secret. */
export const secretExpectedMessage =
  'EDGE_SECRET: expected 64 hexadecimal digits, such as the output of `openssl rand -hex 32`'

function parseSecret(variables: EnvVars): Uint8Array | undefined {
  const hex = readVar(variables, 'EDGE_SECRET')?.trim()
  if (hex === undefined) return undefined
  if (/^[0-9a-f]{64}$/i.test(hex)) {
    return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  }
  throw new TypeError(secretExpectedMessage)
}

/**
 * Returns the secret of a runtime that cannot store a generated one.
 *
 * @throws TypeError when `EDGE_SECRET` is not set
 */
export function requireSecret({ secret }: AppSettings): Uint8Array {
  if (secret !== undefined) return secret
  throw new TypeError(secretExpectedMessage)
}

/** Parses `DATABASE_URL`. The errors do not contain the URL, which may contain a token or a password. */
function parseDatabaseUrl(variables: EnvVars): Settings['database'] {
  const url = readTrimmedVar(variables, 'DATABASE_URL')
  if (url === undefined) return undefined
  if (/^file:./.test(url)) return url.slice('file:'.length)
  const { protocol, hostname, search, username, password } = URL.parse(url) ?? {}
  const isEncrypted = protocol === 'libsql:' || protocol === 'https:'
  const isLocalHttp = protocol === 'http:' && isLoopback(hostname ?? '')
  if (!(isEncrypted || isLocalHttp) || search || username || password) {
    throw new TypeError(
      'DATABASE_URL: expected file:PATH, libsql://… or https://… (http:// for localhost only), without user or query: set the token in DATABASE_AUTH_TOKEN',
    )
  }
  const authToken = readTrimmedVar(variables, 'DATABASE_AUTH_TOKEN')
  return { url, ...(authToken && { authToken }) }
}

const limitPattern = /^([1-9]\d{0,8})(?::([1-9]\d{0,8}))?\/([1-9]\d{0,8})$/

/** Parses `capacity:refill/seconds`, such as `1200:500/60`, or `requests/seconds`, where capacity and refill are equal. */
function parseRateLimit(variables: EnvVars, name: string): RateLimit | undefined {
  const value = readVar(variables, name)
  if (value === undefined) return undefined
  const [, capacity, refill = capacity, seconds] = limitPattern.exec(value) ?? []
  if (capacity && refill && seconds) {
    return { capacity: Number(capacity), refill: Number(refill), seconds: Number(seconds) }
  }
  return throwSettingError(
    name,
    'capacity:refill/seconds, such as 1200:500/60, or requests/seconds',
    value,
  )
}

/**
 * Reads `HOST` (127.0.0.1), `PORT` (8787; 0 selects a free port) and `KEEP_ALIVE_TIMEOUT` (75).
 *
 * @throws TypeError that names the variable and the expected value
 */
export function readListenOptions(variables: EnvVars): ListenOptions {
  const port = parseInteger('PORT', readVar(variables, 'PORT') ?? '8787', maxPort)
  const seconds = readVar(variables, 'KEEP_ALIVE_TIMEOUT') ?? '75'
  const keepAlive = parseInteger('KEEP_ALIVE_TIMEOUT', seconds, maxKeepAlive, 1)
  return { host: readVar(variables, 'HOST') ?? '127.0.0.1', port, keepAlive }
}

/**
 * Reads the settings of every app.
 *
 * @throws TypeError that names the variable and the expected value, and never contains a secret
 */
export function readAppSettings(variables: EnvVars): AppSettings {
  return {
    secret: parseSecret(variables),
    replica: readChoice(variables, 'DATABASE_REPLICA', ['false', 'true']) === 'true',
    rateLimits: {
      rateLimit: parseRateLimit(variables, 'RATE_LIMIT'),
      rateLimitScope: readChoice(variables, 'RATE_LIMIT_PER', ['project', 'caller']),
      tokenRateLimit: parseRateLimit(variables, 'TOKEN_RATE_LIMIT'),
    },
  }
}

/**
 * Reads the settings for runtimes without bindings.
 *
 * @throws TypeError that names the variable and the expected value, and never contains a secret
 */
export function readSettings(variables: EnvVars): Settings {
  const publicUrl = readVar(variables, 'PUBLIC_URL')
  const proxies = readVar(variables, 'TRUSTED_PROXIES') ?? '0'
  return {
    ...readAppSettings(variables),
    database: parseDatabaseUrl(variables),
    publicUrl: publicUrl && parsePublicUrl('PUBLIC_URL', publicUrl),
    rateLimitStore: readChoice(variables, 'RATE_LIMIT_STORE', ['memory', 'database']),
    trustedProxies: parseInteger('TRUSTED_PROXIES', proxies, maxProxies),
  }
}
