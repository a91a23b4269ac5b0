import type { AtlasRequest, SendRequest } from '../fetch.ts'
import { abortable } from '../transport/abort.ts'
import { cancelBody } from '../transport/buffer-body.ts'
import { isSuccess } from '../transport/buffered-response.ts'
import type { AuthStrategy } from './strategy.ts'
import { createTokenCache, type Token, type TokenCache } from './token-cache.ts'
import { createTokenEndpoint, type TokenEndpoint } from './token-endpoint.ts'
import { readUnauthorized } from './unauthorized.ts'
import { validateCredential } from './validate-credential.ts'

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

interface TokenSession {
  readonly tokens: TokenCache
  readonly endpoint: TokenEndpoint
}

/** Base64 of `id:secret` as UTF-8 (RFC 7617). Atlas does not want the form-encoding of RFC 6749, section 2.3.1. */
function toBasicHeader({ clientId, clientSecret }: ServiceAccountCredentials): string {
  const userPass = `${validateCredential('clientId', clientId)}:${validateCredential('clientSecret', clientSecret)}`
  // RFC 7617, section 2: the first colon ends the user id.
  if (clientId.includes(':')) throw new TypeError('clientId: must not contain a colon')
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(userPass)))}`
}

/** Promises are followed without `async` functions here: a call passes this way at every attempt. */
function withBearerToken(next: SendRequest, tokens: TokenCache): SendRequest {
  const sendWithToken = ({ authorization }: Token, request: AtlasRequest) =>
    next({ ...request, headers: { ...request.headers, authorization } })

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

  const send = (token: Token, request: AtlasRequest, mayRetry: boolean): Promise<Response> =>
    sendWithToken(token, request).then((response) => {
      const { status } = response
      if (status === 401) return handleUnauthorized(token, request, response, mayRetry)
      // An error may have been answered before anything looked at the token.
      if (isSuccess(status)) tokens.markAccepted(token)
      return response
    })

  return (request) => {
    const token = tokens.get()
    return token instanceof Promise
      ? abortable(token, request.signal).then((newToken) => send(newToken, request, true))
      : send(token, request, true)
  }
}

/**
 * Authenticates as a service account: OAuth 2.0 client credentials (RFC 6749, section 4.4), Bearer tokens (RFC 6750).
 *
 * One token serves any number of calls, and every client of one base URL that is given this value. It is replaced 60
 * seconds before it expires, and when a 401 rejects it; that call is then repeated once. A 401 whose `errorCode` names a
 * missing permission, such as `USER_UNAUTHORIZED`, does not replace it. A replacement that is rejected as well is kept for
 * a minute, so that a loop of rejected calls does not use up the token endpoint. A caller that aborts ends its own waiting
 * alone.
 *
 * @throws TypeError when a credential is no string, is empty, begins or ends with white space, or the id contains a colon;
 *   the value is not named
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
      for (const { tokens, endpoint } of sessions.values()) {
        const token = tokens.remove()
        if (token !== undefined) await endpoint.revoke(token.value)
      }
    },
  }
}
