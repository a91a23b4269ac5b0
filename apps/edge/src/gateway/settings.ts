import { type AuthStrategy, apiKey, serviceAccount } from '@export-buckets/client'
import { text, type Variables } from '../settings.ts'
import type { AnswerCache } from './answer-cache.ts'
import type { UpstreamParts } from './parts.ts'

const mostSeconds = 86_400

/** @throws RangeError that names the variable and its bounds */
function seconds(env: Variables, name: string, otherwise: number, least: number): number {
  const given = text(env, name)
  if (given === undefined) return otherwise
  const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
  if (value >= least && value <= mostSeconds) return value
  throw new RangeError(`${name}: expected seconds from ${least} to ${mostSeconds}, got "${given}"`)
}

/** @throws TypeError that names the variables, never a value: they hold secrets */
function authOf(env: Variables): AuthStrategy {
  const clientId = text(env, 'UPSTREAM_CLIENT_ID')
  const clientSecret = text(env, 'UPSTREAM_CLIENT_SECRET')
  const publicKey = text(env, 'UPSTREAM_PUBLIC_API_KEY')
  const privateKey = text(env, 'UPSTREAM_PRIVATE_API_KEY')
  const account = clientId && clientSecret ? serviceAccount({ clientId, clientSecret }) : undefined
  const key = publicKey && privateKey ? apiKey({ publicKey, privateKey }) : undefined
  const [auth, other] = [account, key].filter((each) => each !== undefined)
  if (auth !== undefined && other === undefined) return auth
  throw new TypeError(
    'UPSTREAM: set either UPSTREAM_CLIENT_ID and UPSTREAM_CLIENT_SECRET, or UPSTREAM_PUBLIC_API_KEY and UPSTREAM_PRIVATE_API_KEY',
  )
}

/**
 * Reads what makes an app a gateway: `UPSTREAM`, the base URL of Atlas, and the credentials of the gateway there, a service
 * account (`UPSTREAM_CLIENT_ID`, `UPSTREAM_CLIENT_SECRET`) or an API key (`UPSTREAM_PUBLIC_API_KEY`,
 * `UPSTREAM_PRIVATE_API_KEY`). In seconds: `UPSTREAM_TIMEOUT` (20), `CACHE_SECONDS` (10), `STALE_IF_ERROR_SECONDS` (300).
 *
 * @returns `undefined` without `UPSTREAM`: then the app answers from its own store
 * @throws TypeError or RangeError that names the variable that cannot be used
 */
export function readUpstream(env: Variables, cache: AnswerCache): UpstreamParts | undefined {
  const baseUrl = text(env, 'UPSTREAM')
  if (baseUrl === undefined) return undefined
  return {
    auth: authOf(env),
    baseUrl,
    cache,
    timeout: seconds(env, 'UPSTREAM_TIMEOUT', 20, 0.1) * 1000,
    freshFor: seconds(env, 'CACHE_SECONDS', 10, 0),
    staleIfError: seconds(env, 'STALE_IF_ERROR_SECONDS', 300, 0),
    userAgent: 'export-buckets-gateway',
  }
}
