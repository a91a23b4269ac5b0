import { type AuthStrategy, apiKey, parseBaseUrl, serviceAccount } from '@export-buckets/client'
import type { UpstreamOptions } from '../gateway/options.ts'
import type { ResponseCache } from '../gateway/response-cache.ts'
import { type EnvVars, readTrimmedVar, readVar, throwSettingError } from './settings.ts'

const maxSeconds = 86_400

/** @throws TypeError that names the variable and its range */
function readSeconds(env: EnvVars, name: string, fallback: number, min: number): number {
  const text = readVar(env, name)
  if (text === undefined) return fallback
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= maxSeconds) return value
  return throwSettingError(name, `seconds from ${min} to ${maxSeconds}`, text)
}

function readPair(env: EnvVars, first: string, second: string): [string, string] | undefined {
  const [firstValue, secondValue] = [readTrimmedVar(env, first), readTrimmedVar(env, second)]
  if (firstValue && secondValue) return [firstValue, secondValue]
  const incompletePair = firstValue ? [first, second] : secondValue && [second, first]
  if (incompletePair) throw new TypeError(`${incompletePair.join(' is set, but ')} is not`)
  return undefined
}

/** @throws TypeError that names the variables, but not their secret values */
function readAuth(env: EnvVars): AuthStrategy {
  const account = readPair(env, 'UPSTREAM_CLIENT_ID', 'UPSTREAM_CLIENT_SECRET')
  const key = readPair(env, 'UPSTREAM_PUBLIC_API_KEY', 'UPSTREAM_PRIVATE_API_KEY')
  if (account && !key) return serviceAccount({ clientId: account[0], clientSecret: account[1] })
  if (key && !account) return apiKey({ publicKey: key[0], privateKey: key[1] })
  throw new TypeError(
    'UPSTREAM: set either UPSTREAM_CLIENT_ID and UPSTREAM_CLIENT_SECRET, or UPSTREAM_PUBLIC_API_KEY and UPSTREAM_PRIVATE_API_KEY',
  )
}

/**
 * Reads the settings of a gateway: `UPSTREAM`, the base URL of Atlas, and the credentials of the gateway there, a service
 * account (`UPSTREAM_CLIENT_ID`, `UPSTREAM_CLIENT_SECRET`) or an API key (`UPSTREAM_PUBLIC_API_KEY`,
 * `UPSTREAM_PRIVATE_API_KEY`). In seconds: `UPSTREAM_TIMEOUT` (20), `CACHE_SECONDS` (10), `STALE_IF_ERROR_SECONDS` (300).
 *
 * @returns `undefined` without `UPSTREAM`: then the app uses its own store
 * @throws TypeError that names an invalid variable, or a variable that needs `UPSTREAM`
 */
export function readUpstreamOptions(
  env: EnvVars,
  cache: ResponseCache,
): UpstreamOptions | undefined {
  const name = 'UPSTREAM'
  const url = readVar(env, name)
  if (url === undefined) {
    // Otherwise a gateway with a misspelt UPSTREAM would silently use its own store.
    const unusedVar = Object.keys(env).find(
      (varName) => varName.startsWith(`${name}_`) && readVar(env, varName),
    )
    if (unusedVar === undefined) return undefined
    throw new TypeError(`${unusedVar} is set, but ${name} is not`)
  }
  return {
    auth: readAuth(env),
    baseUrl: parseBaseUrl(url, { name }),
    cache,
    timeout: readSeconds(env, 'UPSTREAM_TIMEOUT', 20, 0.1) * 1000,
    maxAge: readSeconds(env, 'CACHE_SECONDS', 10, 0),
    staleIfError: readSeconds(env, 'STALE_IF_ERROR_SECONDS', 300, 0),
    userAgent: 'export-buckets-gateway',
  }
}
