import { type RateLimit, revokePath, tokenPath } from '@export-buckets/core'
import { timingSafeEqualText } from '@export-buckets/digest/server'
import type { Handler, Hono, MiddlewareHandler } from 'hono'
import type { AccessTokens } from '../auth/access-tokens.ts'
import { parseBasicCredentials } from '../auth/basic-auth.ts'
import type { GetClientAddress } from '../auth/client-address.ts'
import { hashSecret, realm } from '../auth/secrets.ts'
import { AtlasError, TokenEndpointError } from '../http/errors.ts'
import { type BodyReadProblem, readLimitedBody } from '../http/read-limited-body.ts'
import type { Env, RequestContext } from '../http/request-context.ts'
import { respond, respondJson } from '../http/respond.ts'
import { StoreUnavailableError } from '../lib/store-unavailable-error.ts'
import type { RateLimiter } from '../rate-limit/limiter.ts'
import type { ServiceAccount, Store } from '../store/store.ts'

/** The options of {@link addTokenRoutes}. */
interface OAuthOptions {
  readonly store: Store
  readonly tokens: AccessTokens
  /** The rate limit of each endpoint, by service account and client address. */
  readonly limit: RateLimit
  readonly limiter: RateLimiter
  readonly getClientAddress: GetClientAddress
}

/** Bytes. A request contains a grant type or one token. */
const maxFormBytes = 2048
const formContentType = 'application/x-www-form-urlencoded'

/** Responses of the token endpoints are never cached (RFC 6749 §5.1). */
const noStore: MiddlewareHandler<Env> = async (c, next) => {
  c.get('requestContext').headers['Cache-Control'] = 'no-store'
  await next()
}

const formReadError = (problem: BodyReadProblem) => {
  const description =
    problem === 'too large'
      ? `The body has more than ${maxFormBytes} bytes.`
      : 'The upload ended before the body was complete.'
  return new TokenEndpointError(400, 'invalid_request', description)
}

/** Creates the error for missing or invalid credentials. A 401 has a challenge (RFC 9110 §15.5.2). */
const invalidClient = (description: string) =>
  new TokenEndpointError(401, 'invalid_client', description, {
    'WWW-Authenticate': `Basic realm="${realm}"`,
  })

/** Returns the service account of the Basic credentials. Clients may form-encode the id and the secret (RFC 6749 §2.3.1). */
async function authenticateClient(context: RequestContext, store: Store): Promise<ServiceAccount> {
  const authorization = context.c.req.header('Authorization')
  if (authorization === undefined) {
    throw invalidClient('Send the client id and secret with HTTP Basic authentication.')
  }
  let reason = 'Basic: no valid credentials'
  for (const { clientId, clientSecret } of parseBasicCredentials(authorization)) {
    const account = await store.serviceAccount(clientId)
    const isSecretValid = timingSafeEqualText(
      hashSecret(clientSecret),
      account?.secretHash ?? hashSecret(''),
    )
    if (account !== undefined && isSecretValid) {
      context.principal = { id: clientId, grants: account.grants }
      return account
    }
    reason = account ? 'Basic: wrong client secret' : 'Basic: unknown client id'
  }
  context.reason = reason
  throw invalidClient('Invalid credentials provided.')
}

/** Enforces the rate limit of a service account and client address. Recorded: the error contains minutes. */
async function enforceRateLimit(
  { c, path }: RequestContext,
  { limit, limiter, getClientAddress }: OAuthOptions,
  { clientId }: ServiceAccount,
): Promise<void> {
  const key = [path, clientId, getClientAddress(c)].filter((part) => part !== undefined).join(' ')
  const { ok, retryAfter } = await limiter.take(key)
  if (ok) return
  const parameters = [path, limit.refill, limit.seconds / 60]
  throw new AtlasError('RATE_LIMITED', { parameters }, { 'Retry-After': String(retryAfter) })
}

/** Returns a parameter of the body. Rejects duplicates (RFC 6749 §3.2). */
async function readFormParameter({ c }: RequestContext, name: string): Promise<string> {
  const [mediaType = ''] = (c.req.header('Content-Type') ?? '').split(';')
  if (mediaType.trim().toLowerCase() !== formContentType) {
    throw new TokenEndpointError(
      400,
      'invalid_request',
      `The Content-Type must be ${formContentType}.`,
    )
  }
  const bytes = await readLimitedBody(c.req.raw, maxFormBytes, formReadError)
  const [value, duplicate] = new URLSearchParams(new TextDecoder().decode(bytes)).getAll(name)
  if (value === undefined || duplicate !== undefined) {
    throw new TokenEndpointError(400, 'invalid_request', `${name} must be given exactly once.`)
  }
  return value
}

/** Converts an unexpected error to an OAuth error. Only the log shows the cause. */
function withServerError(handler: Handler<Env>): Handler<Env> {
  return async (c, next) => {
    try {
      return await handler(c, next)
    } catch (error) {
      const expectedErrors = [TokenEndpointError, AtlasError, StoreUnavailableError]
      if (expectedErrors.some((errorClass) => error instanceof errorClass)) throw error
      c.get('requestContext').failure = error
      throw new TokenEndpointError(500, 'server_error', 'Unexpected error.')
    }
  }
}

/** Handles the client credentials grant (RFC 6749 §4.4). */
function createTokenHandler(options: OAuthOptions): Handler<Env> {
  const { store, tokens } = options
  return withServerError(async (c) => {
    const context = c.get('requestContext')
    const account = await authenticateClient(context, store)
    await enforceRateLimit(context, options, account)
    if ((await readFormParameter(context, 'grant_type')) !== 'client_credentials') {
      const description = 'grant_type must be client_credentials.'
      throw new TokenEndpointError(400, 'unsupported_grant_type', description)
    }
    return respondJson(context, 200, await tokens.issue(account, context.receivedAt))
  })
}

/**
 * Handles the revocation of a token (RFC 7009). Succeeds for an expired or unknown token (§2.2). A token of another service
 * account is an error 400.
 */
function createRevokeHandler(options: OAuthOptions): Handler<Env> {
  const { store, tokens } = options
  return withServerError(async (c) => {
    const context = c.get('requestContext')
    const account = await authenticateClient(context, store)
    await enforceRateLimit(context, options, account)
    const claims = await tokens.verify(
      await readFormParameter(context, 'token'),
      context.receivedAt,
    )
    if (claims === undefined) return respond(context, 200, null)
    if (claims.clientId !== account.clientId) {
      const description = 'The token belongs to another service account.'
      throw new TokenEndpointError(400, 'unauthorized_client', description)
    }
    await store.revokeToken(claims.tokenId, claims.expiresAt)
    return respond(context, 200, null)
  })
}

/** Adds the token endpoints: `POST /api/oauth/token` and `POST /api/oauth/revoke`. */
export function addTokenRoutes(app: Hono<Env>, options: OAuthOptions): void {
  app.post(tokenPath, noStore, createTokenHandler(options))
  app.post(revokePath, noStore, createRevokeHandler(options))
}
