import {
  type AccessToken,
  adviceFor,
  type OAuthError,
  revokePath,
  tokenPath,
} from '@export-buckets/core'
import { readErrorBody } from '../errors/error-body.ts'
import { mediaType } from '../errors/http-message.ts'
import { TokenError } from '../errors/token-error.ts'
import { type Fields, parseJson, stringOrNone } from '../json.ts'
import { retryAfter } from '../retry-after.ts'
import { redact, redactDeep, secretsOf } from '../secrets.ts'
import type { AuthContext } from './strategy.ts'
import type { Token } from './token-cache.ts'

/** Seconds before its expiry at which a token is replaced. */
const margin = 60

/** RFC 6750, section 2.1. Anything else would fail as a header, with the token in the message. */
const b64token = /^[\w.~+/-]+=*$/

/** The two endpoints of a service account. */
export interface TokenEndpoint {
  fetchToken(): Promise<Token>
  revoke(token: string): Promise<void>
}

/** @param authorization - the value of the `Authorization` header, of which no error repeats a secret */
export function tokenEndpoint(
  authorization: string,
  { baseUrl, fetch }: AuthContext,
): TokenEndpoint {
  const secrets = secretsOf([authorization])

  async function post(path: string, form: Record<string, string>): Promise<Response> {
    const headers = {
      accept: 'application/json',
      authorization,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const body = new URLSearchParams(form).toString()
    const response = await fetch({ url: baseUrl + path, method: 'POST', headers, body })
    const { token = '' } = form
    if (!response.ok) throw await tokenError(path, response, [...secrets, ...secretsOf([token])])
    return response
  }
  return {
    async fetchToken() {
      const asked = Date.now()
      const response = await post(tokenPath, { grant_type: 'client_credentials' })
      const { access_token, expires_in } = accessToken(
        response,
        parseJson(await response.text()),
        secrets,
      )
      // A token that lives for less than two minutes serves half its life.
      const life = expires_in - Math.min(margin, expires_in / 2)
      return {
        value: access_token,
        authorization: `Bearer ${access_token}`,
        freshUntil: asked + life * 1000,
      }
    },
    async revoke(token) {
      await post(revokePath, { token, token_type_hint: 'access_token' })
    },
  }
}

/** Reads what is needed of the answer, and no more: the schemas of all bodies would be most of what a small bundle has. */
function accessToken(
  { status, headers }: Response,
  body: unknown,
  secrets: readonly string[],
): Pick<AccessToken, 'access_token' | 'expires_in'> {
  const { access_token, expires_in, token_type }: Fields<AccessToken> = Object(body)
  const isToken = typeof access_token === 'string' && b64token.test(access_token)
  const isLife = typeof expires_in === 'number' && expires_in >= 0
  // RFC 6749, section 5.1: in any case.
  const isBearer = String(token_type).toLowerCase() === 'bearer'
  if (isToken && isLife && isBearer) return { access_token, expires_in }
  const field = isToken ? (isLife ? 'token_type' : 'expires_in') : 'access_token'
  const wrong = field in Object(body) ? 'malformed' : 'missing'
  // No more of it: it may hold a token.
  const type = redact(mediaType(headers), secrets)
  const problem = `the answer is no access token ${type}: ${field}: ${wrong}`
  throw new TokenError({ path: tokenPath, status, problem })
}

/** The body may be OAuth's, or Atlas's own where the request never got as far as the token endpoint. */
async function tokenError(
  path: string,
  response: Response,
  secrets: readonly string[],
): Promise<TokenError> {
  const { status, headers } = response
  const text = await response.text()
  const body: Fields<OAuthError> = Object(redactDeep(parseJson(text), secrets))
  const { error, error_description } = body
  const { errorCode, detail, reason, problem } = readErrorBody(headers, text, secrets)
  // Atlas's own errors have their status in `error`, a number.
  const oauthError = stringOrNone(error)
  const isOAuth = oauthError !== undefined
  const code = oauthError ?? errorCode
  return new TokenError({
    path,
    status,
    retryAfter: retryAfter(headers),
    error: code,
    errorDescription: isOAuth ? stringOrNone(error_description) : (detail ?? reason),
    advice: adviceFor(status, code),
    problem: isOAuth ? undefined : problem,
  })
}
