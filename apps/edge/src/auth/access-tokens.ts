import type { AccessToken } from '@export-buckets/core'
import { bytesToHex } from '@noble/hashes/utils.js'
import { sign, verify } from 'hono/jwt'
import { LRUCache } from 'lru-cache'
import type { ServiceAccount } from '../store/store.ts'
import { deriveKey } from './secrets.ts'

/** What a valid access token says. */
export interface TokenClaims {
  readonly clientId: string
  readonly tokenId: string
  /** The beginning of the hash of the secret that the token was issued for. */
  readonly secretFingerprint: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

/** Seconds that a token is valid, as at Atlas. */
const tokenLifetimeSeconds = 3600

/** Verified tokens in the cache, at most 2 KiB each. */
const maxCachedTokens = 1000

/**
 * A JWS in its compact form (RFC 7515, section 3.1), signed with HMAC-SHA-256. Ours have some 250 characters. The last
 * character of the signature has two unused bits, which must be zero: otherwise one token would have four spellings.
 */
const tokenForm = /^(?=.{1,1024}$)[\w-]+\.[\w-]+\.[\w-]{42}[AEIMQUYcgkosw048]$/

/** 64 bits of a hash of a random secret: too few to find the secret by, enough to tell one from the next. */
const fingerprint = ({ secretHash }: ServiceAccount): string => secretHash.slice(0, 16)

/** Whether a token was issued for the secret that the account has now: a new secret makes the old one's tokens worthless. */
export function isIssuedFor({ secretFingerprint }: TokenClaims, account: ServiceAccount): boolean {
  return secretFingerprint === fingerprint(account)
}

/**
 * Access tokens: JSON Web Tokens (RFC 7519) signed with a key of this app, so that any node can verify them. They name the
 * caller, not what the caller may do: roles are read for each request.
 */
export class AccessTokens {
  readonly #key: string
  /** What a token says never changes. Its expiry and its revocation are checked each time. */
  readonly #cachedTokens = new LRUCache<string, TokenClaims>({ max: maxCachedTokens })

  constructor(secret: Uint8Array) {
    this.#key = bytesToHex(deriveKey(secret, 'access token'))
  }

  /** Issues a token for a service account. @param time - milliseconds since the epoch */
  async issue(account: ServiceAccount, time: number): Promise<AccessToken> {
    const iat = Math.floor(time / 1000)
    const claims = {
      sub: account.clientId,
      jti: crypto.randomUUID(),
      iat,
      exp: iat + tokenLifetimeSeconds,
      secret: fingerprint(account),
    }
    return {
      access_token: await sign(claims, this.#key, 'HS256'),
      expires_in: tokenLifetimeSeconds,
      token_type: 'Bearer',
    }
  }

  /**
   * Verifies a token. Returns `undefined` when it has expired or this app did not sign it.
   *
   * @param time - milliseconds since the epoch
   */
  async verify(token: string, time: number): Promise<TokenClaims | undefined> {
    const claims = this.#cachedTokens.get(token) ?? (await this.#verifySignature(token))
    return claims === undefined || time >= claims.expiresAt * 1000 ? undefined : claims
  }

  async #verifySignature(token: string): Promise<TokenClaims | undefined> {
    if (!tokenForm.test(token)) return undefined
    // The times are checked against the clock of the app.
    const options = { alg: 'HS256', exp: false, iat: false, nbf: false } as const
    const payload = await verify(token, this.#key, options).catch(() => undefined)
    const { sub, jti, exp, secret } = payload ?? {}
    const hasNames = typeof sub === 'string' && typeof jti === 'string'
    if (!hasNames || typeof secret !== 'string' || typeof exp !== 'number') return undefined
    const claims = { clientId: sub, tokenId: jti, secretFingerprint: secret, expiresAt: exp }
    this.#cachedTokens.set(token, claims)
    return claims
  }
}
