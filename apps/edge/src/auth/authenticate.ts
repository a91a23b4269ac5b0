import type { DigestVerifier } from '@export-buckets/digest/server'
import type { MiddlewareHandler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import type { Env, Principal, RequestContext } from '../http/request-context.ts'
import { parseCidrs } from '../lib/cidr.ts'
import type { ApiKey, Store } from '../store/store.ts'
import { type AccessTokens, isIssuedFor } from './access-tokens.ts'

/** Returns the Bearer token, empty when it is missing, or `undefined` for another scheme. */
const parseBearerToken = (authorization: string): string | undefined =>
  /^bearer(?= |$)\s*(.*)/is.exec(authorization)?.[1]

function unauthorized(challenge: string): AtlasError {
  return new AtlasError('UNAUTHORIZED', {}, { 'WWW-Authenticate': challenge })
}

/** Returns the principal of a credential. An access list without a valid entry allows no address. */
function toPrincipal(
  id: string,
  { grants, accessList = [] }: Pick<ApiKey, 'grants' | 'accessList'>,
): Principal {
  if (accessList.length === 0) return { id, grants }
  return { id, grants, cidrs: parseCidrs(accessList) }
}

/** Returns the service account of an access token (RFC 6750). */
async function authenticateBearer(
  token: string,
  context: RequestContext,
  store: Store,
  tokens: AccessTokens,
): Promise<Principal> {
  const claims = await tokens.verify(token, context.receivedAt)
  const account = claims && (await store.serviceAccountForToken(claims.clientId, claims.tokenId))
  if (claims && account && isIssuedFor(claims, account))
    return toPrincipal(account.clientId, account)
  context.reason = claims
    ? 'Bearer: the token was revoked, or its service account has a new secret or is deleted'
    : 'Bearer: the token has expired, or this server did not issue it'
  throw unauthorized('Bearer error="invalid_token"')
}

/** Returns the API key of a Digest request (RFC 7616). */
async function authenticateDigest(
  context: RequestContext,
  store: Store,
  verifier: DigestVerifier,
): Promise<Principal> {
  const { c, headers } = context
  let key: ApiKey | undefined
  const request = {
    method: c.req.method,
    uri: context.target,
    authority: context.authority,
    authorization: c.req.header('Authorization'),
  }
  const verified = await verifier.verify(request, async (publicKey) => {
    key = await store.apiKey(publicKey)
    return key?.ha1
  })
  if (!verified.ok || key === undefined) {
    const stale = !verified.ok && verified.stale
    context.reason = verified.ok ? undefined : `Digest: ${verified.reason}`
    throw unauthorized(verifier.challenge({ stale }).join(', '))
  }
  if (verified.authenticationInfo) headers['Authentication-Info'] = verified.authenticationInfo
  return toPrincipal(key.publicKey, key)
}

/** The challenge for a valid token without the required role (RFC 6750 §3.1). */
const bearerChallenge = () => 'Bearer error="insufficient_scope"'

/**
 * Creates the middleware that authenticates the caller by Bearer token or Digest. A request without credentials gets the
 * Digest challenge, as from Atlas.
 */
export function authenticate(
  store: Store,
  tokens: AccessTokens,
  verifier: DigestVerifier,
): MiddlewareHandler<Env> {
  const digestChallenge = () => verifier.challenge({ stale: false }).join(', ')
  return async (c, next) => {
    const context = c.get('requestContext')
    const token = parseBearerToken(c.req.header('Authorization') ?? '')
    if (token === '') throw unauthorized('Bearer')
    context.challenge = token === undefined ? digestChallenge : bearerChallenge
    context.principal =
      token === undefined
        ? await authenticateDigest(context, store, verifier)
        : await authenticateBearer(token, context, store, tokens)
    await next()
  }
}
