import {
  type AccessToken,
  findErrorAdvice,
  type OAuthError,
  revokePath,
  tokenPath,
} from '@export-buckets/core'
import { formatMediaType, parseErrorBody } from '../errors/error-message.ts'
import { TokenError } from '../errors/response-errors.ts'
import { parseRetryAfter } from '../http.ts'
import { type JsonFields, parseJson, stringOrUndefined } from '../json.ts'
import { extractSecrets, redact, redactDeep } from '../secrets.ts'
import type { AuthContext } from './strategy.ts'

/** An access token. */
export interface Token {
  readonly value: string
  /** The `Authorization` header with the token, built once for all calls. */
  readonly authorization: string
  /** When to replace it, in milliseconds since the epoch. */
  readonly freshUntil: number
}

/** Shares one token among concurrent calls. */
export interface TokenCache {
  /** Returns the current token, or fetches one when it is missing or expires soon. Concurrent callers share one fetch. */
  get(): Promise<Token>
  /** Records that a call was authenticated with the token. */
  markAccepted(token: Token): void
  /**
   * Returns the token to retry a call with after `token` was rejected. Returns `undefined` when `token` itself replaced a
   * rejected token less than a minute ago and was never accepted.
   */
  refresh(token: Token): Promise<Token> | undefined
  /** Removes the current token and the one that is being fetched, and returns them. */
  remove(): (Token | Promise<Token>)[]
}

/** A token request in flight. */
interface PendingToken {
  readonly token: Promise<Token>
  /** When to stop waiting for it. It may never settle, because a Worker drops pending requests after its response. */
  readonly expiresAt: number
}

/** The minimum interval between replacements that do not work: Atlas allows 10 to 50 token requests a minute. */
const minRefreshIntervalMs = 60_000

/**
 * Creates a token cache.
 *
 * @param timeout - the timeout of `fetchToken`, in milliseconds
 */
export function createTokenCache(fetchToken: () => Promise<Token>, timeout: number): TokenCache {
  let currentToken: Token | undefined
  let pendingToken: PendingToken | undefined
  let nextRefreshAt = 0

  function startFetch(expiresAt: number): PendingToken {
    const newPendingToken = { token: fetchToken(), expiresAt }
    const finish = (token?: Token) => {
      // It may have been removed, or replaced because it took too long.
      if (pendingToken !== newPendingToken) return
      currentToken = token ?? currentToken
      pendingToken = undefined
    }
    newPendingToken.token.then(finish, () => finish())
    return newPendingToken
  }

  function get(): Promise<Token> {
    const now = Date.now()
    if (currentToken !== undefined && now < currentToken.freshUntil)
      return Promise.resolve(currentToken)
    if (pendingToken === undefined || !(now <= pendingToken.expiresAt))
      pendingToken = startFetch(now + timeout)
    return pendingToken.token
  }

  return {
    get,
    markAccepted(token) {
      if (token === currentToken) nextRefreshAt = 0
    },
    refresh(token) {
      if (token === currentToken) {
        const now = Date.now()
        if (now < nextRefreshAt) return undefined
        nextRefreshAt = now + minRefreshIntervalMs
        currentToken = undefined
      }
      return get()
    },
    remove() {
      const tokens = [currentToken, pendingToken?.token].filter((token) => token !== undefined)
      currentToken = undefined
      pendingToken = undefined
      return tokens
    },
  }
}

/** A token is replaced this long before it expires. */
const expiryMarginSeconds = 60

/** RFC 6750, section 2.1. Another value would fail as a header, with the token in the error message. */
const b64token = /^[\w.~+/-]+=*$/

/** The token and the revocation endpoint of a service account. */
export interface TokenEndpoint {
  fetchToken(): Promise<Token>
  revoke(token: string): Promise<void>
}

/** @param authorization - the `Authorization` header, whose secrets are redacted in errors */
export function createTokenEndpoint(
  authorization: string,
  { baseUrl, fetch }: AuthContext,
): TokenEndpoint {
  const secrets = extractSecrets([authorization])

  async function post(path: string, form: Record<string, string>): Promise<Response> {
    const headers = {
      accept: 'application/json',
      authorization,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const body = new URLSearchParams(form).toString()
    const response = await fetch({ url: baseUrl + path, method: 'POST', headers, body })
    const { token = '' } = form
    if (!response.ok)
      throw await toTokenError(path, response, [...secrets, ...extractSecrets([token])])
    return response
  }
  return {
    async fetchToken() {
      const requestedAt = Date.now()
      const response = await post(tokenPath, { grant_type: 'client_credentials' })
      const { access_token, expires_in } = parseAccessToken(
        response,
        parseJson(await response.text()),
        secrets,
      )
      // A token with a lifetime of less than two minutes is replaced after half of it.
      const lifetimeSeconds = expires_in - Math.min(expiryMarginSeconds, expires_in / 2)
      return {
        value: access_token,
        authorization: `Bearer ${access_token}`,
        freshUntil: requestedAt + lifetimeSeconds * 1000,
      }
    },
    async revoke(token) {
      await post(revokePath, { token, token_type_hint: 'access_token' })
    },
  }
}

/** Validates without core's schemas, which would be most of a small bundle. */
function parseAccessToken(
  { status, headers }: Response,
  body: unknown,
  secrets: readonly string[],
): Pick<AccessToken, 'access_token' | 'expires_in'> {
  const { access_token, expires_in, token_type }: JsonFields<AccessToken> = Object(body)
  const isValidToken = typeof access_token === 'string' && b64token.test(access_token)
  const isValidLifetime = typeof expires_in === 'number' && expires_in >= 0
  // RFC 6749, section 5.1: case-insensitive.
  const isBearer = String(token_type).toLowerCase() === 'bearer'
  if (isValidToken && isValidLifetime && isBearer) return { access_token, expires_in }
  const fieldAfterToken = isValidLifetime ? 'token_type' : 'expires_in'
  const field = isValidToken ? fieldAfterToken : 'access_token'
  const reason = field in Object(body) ? 'malformed' : 'missing'
  // Without the body, which may contain a token.
  const contentType = redact(formatMediaType(headers), secrets)
  const problem = `invalid token response ${contentType}: ${field}: ${reason}`
  throw new TokenError({ path: tokenPath, status, problem })
}

/** Converts an error response. Its body is OAuth's, or Atlas's own when the request did not reach the token endpoint. */
async function toTokenError(
  path: string,
  response: Response,
  secrets: readonly string[],
): Promise<TokenError> {
  const { status, headers } = response
  const text = await response.text()
  const body: JsonFields<OAuthError> = Object(redactDeep(parseJson(text), secrets))
  const { error, error_description } = body
  const { errorCode, detail, reason, problem } = parseErrorBody(headers, text, secrets)
  // In Atlas's own errors, `error` is the status, a number.
  const oauthError = stringOrUndefined(error)
  const isOAuthError = oauthError !== undefined
  const code = oauthError ?? errorCode
  return new TokenError({
    path,
    status,
    retryAfter: parseRetryAfter(headers),
    error: code,
    errorDescription: isOAuthError ? stringOrUndefined(error_description) : (detail ?? reason),
    advice: findErrorAdvice(status, code),
    problem: isOAuthError ? undefined : problem,
  })
}
