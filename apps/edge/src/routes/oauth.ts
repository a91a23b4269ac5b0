import type { OAuthError } from '@export-buckets/core'
import { equalText } from '@export-buckets/digest/server'
import type { AccessTokens } from '../access-tokens.ts'
import { basicCredentials } from '../basic-auth.ts'
import { boundedBytes } from '../bounded-bytes.ts'
import type { Answering, Check } from '../checks/check.ts'
import { AtlasError, OAuthFailure } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import { realm } from '../realm.ts'
import { reply, replyJson } from '../reply.ts'
import { secretHash } from '../secrets.ts'
import type { ServiceAccount, Store } from '../store/store.ts'

/** Bytes; a request holds a grant type or one token. */
const largestBody = 8192
const form = 'application/x-www-form-urlencoded'

/** Token answers are never cached (RFC 6749, section 5.1). */
export const noStore: Check = ({ headers }) => {
  headers['Cache-Control'] = 'no-store'
}

const tooLarge = () =>
  new OAuthFailure(400, 'invalid_request', `the body has more than ${largestBody} bytes`)

/** The service account that Basic proves, whether its halves came as they are or form-encoded. */
async function authenticated(exchange: Exchange, store: Store): Promise<ServiceAccount> {
  const authorization = exchange.c.req.header('Authorization')
  for (const { clientId, clientSecret } of basicCredentials(authorization)) {
    const account = await store.serviceAccount(clientId)
    const proved = equalText(secretHash(clientSecret), account?.secretHash ?? secretHash(''))
    if (account !== undefined && proved) {
      exchange.caller = { id: clientId, grants: account.grants }
      return account
    }
  }
  throw new OAuthFailure(401, 'invalid_client', 'send the client id and secret as HTTP Basic')
}

/** One parameter of the body; none may stand there twice (RFC 6749, section 3.2). */
async function parameter({ c }: Exchange, name: string): Promise<string> {
  const [mediaType = ''] = (c.req.header('Content-Type') ?? '').split(';')
  if (mediaType.trim().toLowerCase() !== form) {
    throw new OAuthFailure(400, 'invalid_request', `send the body as ${form}`)
  }
  const bytes = await boundedBytes(c.req.raw, largestBody, tooLarge)
  const [value, second] = new URLSearchParams(new TextDecoder().decode(bytes)).getAll(name)
  if (value === undefined || second !== undefined) {
    throw new OAuthFailure(400, 'invalid_request', `send ${name}, once`)
  }
  return value
}

/** Answers `POST /api/oauth/token`: the client credentials grant (RFC 6749, section 4.4). */
export function token(store: Store, tokens: AccessTokens, limiter: RateLimiter): Answering {
  return async (exchange) => {
    const account = await authenticated(exchange, store)
    if ((await parameter(exchange, 'grant_type')) !== 'client_credentials') {
      throw new OAuthFailure(400, 'unsupported_grant_type', 'grant_type must be client_credentials')
    }
    const { ok, retryAfter } = await limiter.take(account.clientId)
    if (!ok) {
      throw new AtlasError('RATE_LIMITED_TOKEN_BUCKET', {}, { 'Retry-After': String(retryAfter) })
    }
    return replyJson(exchange, 200, tokens.issue(account, exchange.time))
  }
}

/**
 * Answers `POST /api/oauth/revoke` (RFC 7009). A token that is no token any more is as good as revoked; one of another
 * service account is none of the caller's business.
 */
export function revoke(store: Store, tokens: AccessTokens): Answering {
  return async (exchange) => {
    const { clientId } = await authenticated(exchange, store)
    const claims = tokens.check(await parameter(exchange, 'token'), exchange.time)
    if (claims === undefined) return reply(exchange, 200, null)
    if (claims.clientId !== clientId) {
      throw new OAuthFailure(400, 'unauthorized_client', 'the token is of another service account')
    }
    await store.revoke(claims.tokenId, claims.expiresAt)
    return reply(exchange, 200, null)
  }
}

/** Answers with the error of a token endpoint. */
export function oauthFailure(exchange: Exchange, failure: OAuthFailure): Response {
  const body: OAuthError = { error: failure.code, error_description: failure.message }
  const headers = failure.status === 401 ? { 'WWW-Authenticate': `Basic realm="${realm}"` } : {}
  return replyJson(exchange, failure.status, body, headers)
}
