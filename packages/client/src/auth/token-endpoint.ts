import {
  AccessToken,
  ApiError,
  adviceFor,
  OAuthError,
  revokePath,
  tokenPath,
} from '@export-buckets/core'
import { TokenError } from '../errors/token-error.ts'
import { parseJson } from '../json.ts'
import { retryAfter } from '../retry-after.ts'
import type { AuthContext } from './strategy.ts'
import type { Token } from './token-cache.ts'

/** Seconds before its expiry at which a token is replaced. */
const margin = 60

/** RFC 6750, section 2.1. Anything else would fail as a header, with the token in the message. */
const b64token = /^[\w.~+/-]+=*$/

const oauthAdvice: Readonly<Record<string, string | undefined>> = {
  invalid_client: adviceFor(401, 'UNEXPECTED_ERROR'),
  access_denied:
    'A service account can hold about 100 live tokens: share one client, and revoke the tokens that are no longer needed.',
}

/** The two endpoints of a service account. */
export interface TokenEndpoint {
  fetchToken(): Promise<Token>
  revoke(token: string): Promise<void>
}

/** @param authorization - the value of the `Authorization` header */
export function tokenEndpoint(
  authorization: string,
  { baseUrl, fetch }: AuthContext,
): TokenEndpoint {
  async function post(path: string, form: Record<string, string>): Promise<Response> {
    const headers = {
      accept: 'application/json',
      authorization,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const body = new URLSearchParams(form).toString()
    const response = await fetch({ url: baseUrl + path, method: 'POST', headers, body })
    if (!response.ok) throw await tokenError(path, response)
    return response
  }
  return {
    async fetchToken() {
      const asked = Date.now()
      const response = await post(tokenPath, { grant_type: 'client_credentials' })
      const { access_token, expires_in } = accessToken(response, parseJson(await response.text()))
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

function accessToken({ status }: Response, body: unknown): AccessToken {
  if (AccessToken.is(body) && b64token.test(body.access_token)) return body
  const wrong = AccessToken.issues(body).map(({ path, message }) => [...path, message].join(': '))
  const problem = `the answer is no access token: ${wrong.join('; ') || 'access_token: malformed'}`
  throw new TokenError({ path: tokenPath, status, problem })
}

/** The body may be OAuth's, or Atlas's own where the request never got as far as the token endpoint. */
async function tokenError(path: string, response: Response): Promise<TokenError> {
  const { status, headers } = response
  const body = parseJson(await response.text())
  const failure = { path, status, problem: 'no OAuth error', retryAfter: retryAfter(headers) }
  if (OAuthError.is(body)) {
    const { error, error_description: errorDescription } = body
    return new TokenError({ ...failure, error, errorDescription, advice: oauthAdvice[error] })
  }
  if (!ApiError.is(body)) return new TokenError(failure)
  const { errorCode: error, detail } = body
  const errorDescription = detail ?? undefined
  return new TokenError({ ...failure, error, errorDescription, advice: adviceFor(status, error) })
}
