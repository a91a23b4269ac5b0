import type { AtlasRequest, Fetch } from '../fetch.ts'
import { abortable } from '../transport/abort.ts'
import { discard } from '../transport/body.ts'
import { credential } from './credential.ts'
import type { AuthStrategy } from './strategy.ts'
import { type TokenCache, tokenCache } from './token-cache.ts'
import { type TokenEndpoint, tokenEndpoint } from './token-endpoint.ts'

/** A service account's credentials, as Atlas shows them when it makes the account. */
export interface ServiceAccountCredentials {
  /** Starts with `mdb_sa_id_`. */
  readonly clientId: string
  /** Starts with `mdb_sa_sk_`. */
  readonly clientSecret: string
}

/** The strategy of {@link serviceAccount}. */
export interface ServiceAccount extends AuthStrategy {
  /**
   * Makes the current token worthless (RFC 7009). The next call gets a new one. Does nothing where there is none.
   *
   * @throws TokenError, NetworkError or TimeoutError; the token is forgotten all the same
   */
  revoke(): Promise<void>
}

interface Session {
  readonly tokens: TokenCache
  readonly endpoint: TokenEndpoint
}

/** Base64 of `id:secret` as UTF-8 (RFC 7617). Atlas does not want the form-encoding of RFC 6749, section 2.3.1. */
function basic({ clientId, clientSecret }: ServiceAccountCredentials): string {
  const pair = `${credential('clientId', clientId)}:${credential('clientSecret', clientSecret)}`
  // RFC 7617, section 2: the first colon ends the user id.
  if (clientId.includes(':')) throw new TypeError('clientId: must not contain a colon')
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(pair)))}`
}

function bearer(next: Fetch, request: AtlasRequest, token: string): Promise<Response> {
  return next({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } })
}

/**
 * Authenticates as a service account: OAuth 2.0 client credentials (RFC 6749, section 4.4), Bearer tokens (RFC 6750).
 *
 * One token serves any number of calls, and every client of one base URL that is given this value. It is replaced 60
 * seconds before it expires, and once when a call is answered with 401; that call is then repeated once. A caller that
 * aborts ends its own waiting alone.
 *
 * @throws TypeError when a credential is no string, is empty, or the id contains a colon; the value is not named
 */
export function serviceAccount(credentials: ServiceAccountCredentials): ServiceAccount {
  const authorization = basic(credentials)
  const sessions = new Map<string, Session>()
  return {
    wrap(next, context) {
      const { baseUrl } = context
      const endpoint = tokenEndpoint(authorization, context)
      const session = sessions.get(baseUrl) ?? { endpoint, tokens: tokenCache(endpoint.fetchToken) }
      sessions.set(baseUrl, session)
      return async (request) => {
        const token = session.tokens.get()
        const first = typeof token === 'string' ? token : await abortable(token, request.signal)
        const response = await bearer(next, request, first)
        if (response.status !== 401) return response
        discard(response)
        const replacement = await abortable(session.tokens.replace(first), request.signal)
        return bearer(next, request, replacement)
      }
    },
    async revoke() {
      for (const { tokens, endpoint } of sessions.values()) {
        const token = tokens.take()
        if (token !== undefined) await endpoint.revoke(token)
      }
    },
  }
}
