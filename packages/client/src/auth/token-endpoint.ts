import {
  type AccessToken,
  findErrorAdvice,
  type OAuthError,
  revokePath,
  tokenPath,
} from '@export-buckets/core'
import { parseErrorBody } from '../errors/error-body.ts'
import { formatMediaType } from '../errors/http-message.ts'
import { TokenError } from '../errors/token-error.ts'
import { type JsonFields, parseJson, stringOrUndefined } from '../json.ts'
import { extractSecrets, redact, redactDeep } from '../redact.ts'
import { parseRetryAfter } from '../retry-after.ts'
import type { AuthContext } from './strategy.ts'
import type { Token } from './token-cache.ts'

/** Seconds before its expiry at which a token is replaced. */
const expiryMarginSeconds = 60

/** RFC 6750, section 2.1. Anything else would fail as a header, with the token in the message. */
const b64token = /^[\w.~+/-]+=*$/

/** The two endpoints of a service account. */
export interface TokenEndpoint {
  fetchToken(): Promise<Token>
  revoke(token: string): Promise<void>
}

/** @param authorization - the value of the `Authorization` header, of which no error repeats a secret */
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
      // A token that lives for less than two minutes serves half its life.
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

/** Reads what is needed of the answer, and no more: the schemas of all bodies would be most of what a small bundle has. */
function parseAccessToken(
  { status, headers }: Response,
  body: unknown,
  secrets: readonly string[],
): Pick<AccessToken, 'access_token' | 'expires_in'> {
  const { access_token, expires_in, token_type }: JsonFields<AccessToken> = Object(body)
  const isValidToken = typeof access_token === 'string' && b64token.test(access_token)
  const isValidLifetime = typeof expires_in === 'number' && expires_in >= 0
  // RFC 6749, section 5.1: in any case.
  const isBearer = String(token_type).toLowerCase() === 'bearer'
  if (isValidToken && isValidLifetime && isBearer) return { access_token, expires_in }
  const field = isValidToken ? (isValidLifetime ? 'token_type' : 'expires_in') : 'access_token'
  const reason = field in Object(body) ? 'malformed' : 'missing'
  // No more of it: it may hold a token.
  const contentType = redact(formatMediaType(headers), secrets)
  const problem = `the answer is no access token ${contentType}: ${field}: ${reason}`
  throw new TokenError({ path: tokenPath, status, problem })
}

/** The body may be OAuth's, or Atlas's own where the request never got as far as the token endpoint. */
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
  // Atlas's own errors have their status in `error`, a number.
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
