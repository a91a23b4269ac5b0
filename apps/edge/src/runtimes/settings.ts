import { isLoopback, type RateLimit } from '@export-buckets/core'
import { parsePublicUrl } from '../http/public-url.ts'
import type { RateLimitScope } from '../options.ts'

/** Environment variables, or what a runtime has in their place; whatever is no text is left aside. */
export type EnvVars = Readonly<Record<string, unknown>>

/** Where a server listens, and how long it keeps an idle connection. */
export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** Seconds after which a connection is closed that is idle, or whose responses nobody reads. */
  readonly keepAlive: number
}

/** A libSQL database on another machine. */
export interface RemoteDatabase {
  readonly url: string
  readonly authToken?: string
}

/** How an app limits the rate of requests. */
interface RateLimitSettings {
  /** `RATE_LIMIT`. Absent: Atlas's. */
  readonly rateLimit: RateLimit | undefined
  /** `RATE_LIMIT_PER`: who shares a token bucket. */
  readonly rateLimitScope: RateLimitScope
  /** `TOKEN_RATE_LIMIT`. Absent: Atlas's. */
  readonly tokenRateLimit: RateLimit | undefined
}

/** What every app is made of, as far as variables say it. */
export interface AppSettings {
  /** `EDGE_SECRET`. */
  readonly secret: Uint8Array | undefined
  /** `DATABASE_REPLICA`: whether reads may reach replicas, which lag behind. */
  readonly replica: boolean
  readonly rateLimits: RateLimitSettings
}

/** What an app is made of whose runtime has no database, limits and proxies of its own. */
export interface Settings extends AppSettings {
  /** `DATABASE_URL`: the path of a file, or a database on another machine. Absent: the runtime's own. */
  readonly database: string | RemoteDatabase | undefined
  /** `RATE_LIMIT_STORE`: where token buckets are kept. */
  readonly rateLimitStore: 'memory' | 'database'
  /** `PUBLIC_URL`: the URL at which callers find the app. Absent: what a request says. */
  readonly publicUrl: string | undefined
  /** `TRUSTED_PROXIES`: how many proxies before a server write `X-Forwarded-For`. */
  readonly trustedProxies: number
}

const maxPort = 65535
const maxProxies = 10
/** Seconds; more than any load balancer waits. */
const maxKeepAlive = 3600

/** The text of a variable; an empty one counts as none. */
export function readVar(variables: EnvVars, name: string): string | undefined {
  const value = variables[name]
  return typeof value === 'string' && value ? value : undefined
}

/**
 * Returns the text of a variable that holds a credential or an address.
 *
 * @throws TypeError for white space round it, which secret managers and files often add and nobody sees
 */
export function readTrimmedVar(variables: EnvVars, name: string): string | undefined {
  const value = readVar(variables, name)
  if (value === value?.trim()) return value
  throw new TypeError(`${name}: must not begin or end with white space`)
}

/** @throws TypeError that names the variable, what it is expected to be, and what it is */
export function throwSettingError(name: string, expected: string, value: string): never {
  throw new TypeError(`${name}: expected ${expected}, got "${value}"`)
}

function parseInteger(name: string, value: string, max: number, min = 0): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (number >= min && number <= max) return number
  return throwSettingError(name, `a whole number from ${min} to ${max}`, value)
}

/**
 * One of several words; the first one where the variable is not set.
 *
 * @throws TypeError when it is another
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

/** What is said of a secret that is missing or wrong. Never what it got: that may be most of a secret. */
export const secretExpectedMessage =
  'EDGE_SECRET: expected 64 hexadecimal digits, as `openssl rand -hex 32` gives'

function parseSecret(variables: EnvVars): Uint8Array | undefined {
  const hex = readVar(variables, 'EDGE_SECRET')?.trim()
  if (hex === undefined) return undefined
  if (/^[0-9a-f]{64}$/i.test(hex)) {
    return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  }
  throw new TypeError(secretExpectedMessage)
}

/**
 * The secret, where a runtime has no place to keep one of its own.
 *
 * @throws TypeError when `EDGE_SECRET` is not set
 */
export function requireSecret({ secret }: AppSettings): Uint8Array {
  if (secret !== undefined) return secret
  throw new TypeError(secretExpectedMessage)
}

/** An address may hold a token or a password, so none is repeated. */
function parseDatabaseUrl(variables: EnvVars): Settings['database'] {
  const url = readTrimmedVar(variables, 'DATABASE_URL')
  if (url === undefined) return undefined
  if (/^file:./.test(url)) return url.slice('file:'.length)
  const { protocol, hostname, search, username, password } = URL.parse(url) ?? {}
  const isEncrypted = protocol === 'libsql:' || protocol === 'https:'
  const isLocalHttp = protocol === 'http:' && isLoopback(hostname ?? '')
  if (!(isEncrypted || isLocalHttp) || search || username || password) {
    throw new TypeError(
      'DATABASE_URL: expected file:PATH, libsql://… or https://… (http:// for this machine alone), without user or query: a token goes into DATABASE_AUTH_TOKEN',
    )
  }
  const authToken = readTrimmedVar(variables, 'DATABASE_AUTH_TOKEN')
  return { url, ...(authToken && { authToken }) }
}

const limitPattern = /^([1-9]\d{0,8})(?::([1-9]\d{0,8}))?\/([1-9]\d{0,8})$/

/** Reads `1200:500/60`, a capacity and a refill in some seconds, or `1200/60`, where both are the same. */
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
 * Reads `HOST` (127.0.0.1), `PORT` (8787; 0 takes any free one) and `KEEP_ALIVE_TIMEOUT` (75).
 *
 * @throws TypeError that names the variable and what it is expected to be
 */
export function readListenOptions(variables: EnvVars): ListenOptions {
  const port = parseInteger('PORT', readVar(variables, 'PORT') ?? '8787', maxPort)
  const seconds = readVar(variables, 'KEEP_ALIVE_TIMEOUT') ?? '75'
  const keepAlive = parseInteger('KEEP_ALIVE_TIMEOUT', seconds, maxKeepAlive, 1)
  return { host: readVar(variables, 'HOST') ?? '127.0.0.1', port, keepAlive }
}

/**
 * Reads what every app is made of.
 *
 * @throws TypeError that names the variable and what it is expected to be; it never holds a secret
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
 * Reads what an app is made of where the runtime has nothing of its own.
 *
 * @throws TypeError that names the variable and what it is expected to be; it never holds a secret
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
