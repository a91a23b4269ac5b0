import { abortable } from '@export-buckets/digest/client'
import { type AtlasRequest, isSuccess, type SendRequest } from '../http.ts'
import { cancelBody } from '../transport/body.ts'
import { type AuthStrategy, validateCredential } from './strategy.ts'
import {
  createTokenCache,
  createTokenEndpoint,
  type Token,
  type TokenCache,
  type TokenEndpoint,
} from './token.ts'
import { readUnauthorized } from './unauthorized.ts'

/** The credentials of a service account. */
export interface ServiceAccountCredentials {
  /** Starts with `mdb_sa_id_`. */
  readonly clientId: string
  /** Starts with `mdb_sa_sk_`. Atlas shows it once, when the account is created. */
  readonly clientSecret: string
}

/** The strategy of {@link serviceAccount}. */
export interface ServiceAccount extends AuthStrategy {
  /**
   * Revokes the current tokens (RFC 7009), one for each base URL, also those that are being fetched. The next call fetches a
   * new one.
   *
   * @throws TokenError, NetworkError or TimeoutError; every token is discarded in any case
   */
  revoke(): Promise<void>
}

interface TokenSession {
  readonly tokens: TokenCache
  readonly endpoint: TokenEndpoint
}

/** Returns Base64 of `id:secret` in UTF-8 (RFC 7617). Atlas does not accept the form-encoding of RFC 6749, section 2.3.1. */
function toBasicHeader({ clientId, clientSecret }: ServiceAccountCredentials): string {
  const userPass = `${validateCredential('clientId', clientId)}:${validateCredential('clientSecret', clientSecret)}`
  // RFC 7617, section 2: the first colon ends the user id.
  if (clientId.includes(':')) throw new TypeError('clientId: must not contain a colon')
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(userPass)))}`
}

/** Sends requests with the current token. */
function withBearerToken(next: SendRequest, tokens: TokenCache): SendRequest {
  async function send(token: Token, request: AtlasRequest, mayRetry: boolean): Promise<Response> {
    const { authorization } = token
    const response = await next({ ...request, headers: { ...request.headers, authorization } })
    if (response.status === 401) return handleUnauthorized(token, request, response, mayRetry)
    // Another error does not prove that the token was checked.
    if (isSuccess(response.status)) tokens.markAccepted(token)
    return response
  }

  async function handleUnauthorized(
    token: Token,
    request: AtlasRequest,
    unauthorized: Response,
    mayRetry: boolean,
  ): Promise<Response> {
    const { isTokenRejected, response } = await readUnauthorized(request, unauthorized)
    if (!isTokenRejected) tokens.markAccepted(token)
    const refreshedToken = isTokenRejected && mayRetry ? tokens.refresh(token) : undefined
    if (refreshedToken === undefined) return response
    cancelBody(response)
    return send(await abortable(refreshedToken, request.signal), request, false)
  }

  return async (request) => send(await abortable(tokens.get(), request.signal), request, true)
}

/**
 * Authenticates as a service account: OAuth 2.0 client credentials (RFC 6749, section 4.4), Bearer tokens (RFC 6750).
 *
 * All concurrent calls, and all clients of one base URL that share this strategy, use one token. It is replaced 60 seconds
 * before it expires, and after a 401 that rejects it; that call is then sent once more. A 401 whose `errorCode` names a
 * missing permission, such as `USER_UNAUTHORIZED`, does not replace it. A replacement that is rejected as well stays in use
 * for a minute. Otherwise a loop of rejected calls would exhaust the token endpoint. Aborting a call does not cancel a
 * token request that other calls wait for.
 *
 * @throws TypeError when a credential is not a string, is empty, begins or ends with white space, or the id contains a
 *   colon; the value is not shown
 */
export function serviceAccount(credentials: ServiceAccountCredentials): ServiceAccount {
  const authorization = toBasicHeader(credentials)
  const sessions = new Map<string, TokenSession>()
  return {
    wrap(next, context) {
      const { baseUrl, timeout } = context
      const endpoint = createTokenEndpoint(authorization, context)
      const session = sessions.get(baseUrl) ?? {
        endpoint,
        tokens: createTokenCache(endpoint.fetchToken, timeout),
      }
      sessions.set(baseUrl, session)
      return withBearerToken(next, session.tokens)
    },
    async revoke() {
      const revocations = [...sessions.values()].flatMap(({ tokens, endpoint }) =>
        tokens.remove().map((token) =>
          // A token request that fails leaves nothing to revoke.
          Promise.resolve(token).then(
            ({ value }) => endpoint.revoke(value),
            () => undefined,
          ),
        ),
      )
      const results = await Promise.allSettled(revocations)
      for (const result of results) if (result.status === 'rejected') throw result.reason
    },
  }
}
