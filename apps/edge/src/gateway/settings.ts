import { type AuthStrategy, apiKey, parseBaseUrl, serviceAccount } from '@export-buckets/client'
import { refuse, text, trimmedText, type Variables } from '../settings.ts'
import type { AnswerCache } from './answer-cache.ts'
import type { UpstreamParts } from './parts.ts'

const mostSeconds = 86_400

/** @throws TypeError that names the variable and its bounds */
function seconds(env: Variables, name: string, otherwise: number, least: number): number {
  const given = text(env, name)
  if (given === undefined) return otherwise
  const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
  if (value >= least && value <= mostSeconds) return value
  return refuse(name, `seconds from ${least} to ${mostSeconds}`, given)
}

function pair(env: Variables, first: string, second: string): [string, string] | undefined {
  const [one, other] = [trimmedText(env, first), trimmedText(env, second)]
  if (one && other) return [one, other]
  const half = one ? [first, second] : other && [second, first]
  if (half) throw new TypeError(`${half.join(' is set, but ')} is not`)
  return undefined
}

/** @throws TypeError that names the variables, never a value: they hold secrets */
function authOf(env: Variables): AuthStrategy {
  const account = pair(env, 'UPSTREAM_CLIENT_ID', 'UPSTREAM_CLIENT_SECRET')
  const key = pair(env, 'UPSTREAM_PUBLIC_API_KEY', 'UPSTREAM_PRIVATE_API_KEY')
  if (account && !key) return serviceAccount({ clientId: account[0], clientSecret: account[1] })
  if (key && !account) return apiKey({ publicKey: key[0], privateKey: key[1] })
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
 * @throws TypeError that names the variable that cannot be used, or that is for a gateway without `UPSTREAM`
 */
export function readUpstream(env: Variables, cache: AnswerCache): UpstreamParts | undefined {
  const name = 'UPSTREAM'
  const url = text(env, name)
  if (url === undefined) {
    // A gateway whose Atlas is misspelt would answer from a store of its own.
    const stray = Object.keys(env).find((each) => each.startsWith(`${name}_`) && text(env, each))
    if (stray === undefined) return undefined
    throw new TypeError(`${stray} is set, but ${name} is not`)
  }
  return {
    auth: authOf(env),
    baseUrl: parseBaseUrl(url, { name }),
    cache,
    timeout: seconds(env, 'UPSTREAM_TIMEOUT', 20, 0.1) * 1000,
    freshFor: seconds(env, 'CACHE_SECONDS', 10, 0),
    staleIfError: seconds(env, 'STALE_IF_ERROR_SECONDS', 300, 0),
    userAgent: 'export-buckets-gateway',
  }
}
