import type { OAuthError, RateLimit } from '@export-buckets/core'
import { equalText } from '@export-buckets/digest/server'
import type { Handler, MiddlewareHandler } from 'hono'
import type { AccessTokens } from '../access-tokens.ts'
import { basicCredentials } from '../basic-auth.ts'
import { type BodyProblem, boundedBytes } from '../bounded-bytes.ts'
import type { Env } from '../env.ts'
import { AtlasError, OAuthFailure } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import type { ClientAddress } from '../parts.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import { realm } from '../realm.ts'
import { reply, replyJson } from '../reply.ts'
import { secretHash } from '../secrets.ts'
import { type ServiceAccount, type Store, StoreUnavailableError } from '../store/store.ts'

/** What the token endpoints work with. */
export interface OAuthOptions {
  readonly store: Store
  readonly tokens: AccessTokens
  /** The rate limit of each endpoint, for a service account at an address. */
  readonly limit: RateLimit
  readonly limiter: RateLimiter
  readonly clientAddress: ClientAddress
}

/** Bytes; a request holds a grant type or one token. */
const largestBody = 2048
const form = 'application/x-www-form-urlencoded'

/** Responses of the token endpoints are never cached (RFC 6749 §5.1). */
export const noStore: MiddlewareHandler<Env> = async (c, next) => {
  c.get('exchange').headers['Cache-Control'] = 'no-store'
  await next()
}

const bodyError = (problem: BodyProblem) => {
  const description =
    problem === 'too large'
      ? `The body has more than ${largestBody} bytes.`
      : 'The upload ended before the body was complete.'
  return new OAuthFailure(400, 'invalid_request', description)
}

/** Returns the service account of the Basic credentials. Clients may form-encode the id and the secret (RFC 6749 §2.3.1). */
async function authenticated(exchange: Exchange, store: Store): Promise<ServiceAccount> {
  const authorization = exchange.c.req.header('Authorization')
  if (authorization === undefined) {
    const missing = 'Send the client id and secret with HTTP Basic authentication.'
    throw new OAuthFailure(401, 'invalid_client', missing)
  }
  let reason = 'Basic: no valid credentials'
  for (const { clientId, clientSecret } of basicCredentials(authorization)) {
    const account = await store.serviceAccount(clientId)
    const proved = equalText(secretHash(clientSecret), account?.secretHash ?? secretHash(''))
    if (account !== undefined && proved) {
      exchange.caller = { id: clientId, grants: account.grants }
      return account
    }
    reason = account ? 'Basic: wrong client secret' : 'Basic: unknown client id'
  }
  exchange.reason = reason
  throw new OAuthFailure(401, 'invalid_client', 'Invalid credentials provided.')
}

/** Takes a token from the bucket of a service account at an address. Recorded: the error tells minutes. */
async function takeToken(
  { c, path }: Exchange,
  { limit, limiter, clientAddress }: OAuthOptions,
  { clientId }: ServiceAccount,
): Promise<void> {
  const key = [path, clientId, clientAddress(c)].filter((part) => part !== undefined).join(' ')
  const { ok, retryAfter } = await limiter.take(key)
  if (ok) return
  const parameters = [path, limit.refill, limit.seconds / 60]
  throw new AtlasError('RATE_LIMITED', { parameters }, { 'Retry-After': String(retryAfter) })
}

/** Returns one parameter of the body; none may be given twice (RFC 6749 §3.2). */
async function parameter({ c }: Exchange, name: string): Promise<string> {
  const [mediaType = ''] = (c.req.header('Content-Type') ?? '').split(';')
  if (mediaType.trim().toLowerCase() !== form) {
    throw new OAuthFailure(400, 'invalid_request', `The Content-Type must be ${form}.`)
  }
  const bytes = await boundedBytes(c.req.raw, largestBody, bodyError)
  const [value, second] = new URLSearchParams(new TextDecoder().decode(bytes)).getAll(name)
  if (value === undefined || second !== undefined) {
    throw new OAuthFailure(400, 'invalid_request', `${name} must be given exactly once.`)
  }
  return value
}

/** Answers an unexpected error in the format of OAuth; the log alone says what happened. */
function withServerError(handler: Handler<Env>): Handler<Env> {
  return async (c, next) => {
    try {
      return await handler(c, next)
    } catch (error) {
      const known = [OAuthFailure, AtlasError, StoreUnavailableError]
      if (known.some((each) => error instanceof each)) throw error
      c.get('exchange').failure = error
      throw new OAuthFailure(500, 'server_error', 'Unexpected error.')
    }
  }
}

/** Answers `POST /api/oauth/token`: the client credentials grant (RFC 6749 §4.4). */
export function token(options: OAuthOptions): Handler<Env> {
  const { store, tokens } = options
  return withServerError(async (c) => {
    const exchange = c.get('exchange')
    const account = await authenticated(exchange, store)
    await takeToken(exchange, options, account)
    if ((await parameter(exchange, 'grant_type')) !== 'client_credentials') {
      const unsupported = 'grant_type must be client_credentials.'
      throw new OAuthFailure(400, 'unsupported_grant_type', unsupported)
    }
    return replyJson(exchange, 200, await tokens.issue(account, exchange.time))
  })
}

/**
 * Answers `POST /api/oauth/revoke` (RFC 7009). Succeeds for a token that is expired or unknown (§2.2); a token of another
 * service account gets 400.
 */
export function revoke(options: OAuthOptions): Handler<Env> {
  const { store, tokens } = options
  return withServerError(async (c) => {
    const exchange = c.get('exchange')
    const account = await authenticated(exchange, store)
    await takeToken(exchange, options, account)
    const claims = await tokens.verify(await parameter(exchange, 'token'), exchange.time)
    if (claims === undefined) return reply(exchange, 200, null)
    if (claims.clientId !== account.clientId) {
      const foreign = 'The token belongs to another service account.'
      throw new OAuthFailure(400, 'unauthorized_client', foreign)
    }
    await store.revoke(claims.tokenId, claims.expiresAt)
    return reply(exchange, 200, null)
  })
}

/** Answers with the error of a token endpoint, its keys in the documented order. */
export function oauthFailure(exchange: Exchange, failure: OAuthFailure): Response {
  const body: OAuthError = { error_description: failure.message, error: failure.code }
  const challenge = { 'WWW-Authenticate': `Basic realm="${realm}"` }
  exchange.errorCode = failure.code
  return replyJson(exchange, failure.status, body, {
    Vary: 'Accept-Encoding',
    ...(failure.status === 401 && challenge),
  })
}
