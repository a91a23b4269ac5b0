import type { AccessToken } from '@export-buckets/core'
import { bytesToHex } from '@noble/hashes/utils.js'
import { sign, verify } from 'hono/jwt'
import { LRUCache } from 'lru-cache'
import type { ServiceAccount } from '../store/store.ts'
import { deriveKey } from './secrets.ts'

/** The claims of a valid access token. */
export interface TokenClaims {
  readonly clientId: string
  readonly tokenId: string
  /** The first characters of the hash of the secret for which the token was issued. */
  readonly secretFingerprint: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

/** The lifetime of a token, as at Atlas. */
const tokenLifetimeSeconds = 3600

/** At most 2 KiB each. */
const maxCachedTokens = 1000

/**
 * The compact form of a JWS (RFC 7515 §3.1) signed with HMAC-SHA-256. Tokens of this app have about 250 characters. The last
 * character of the signature has two unused bits, which must be zero: otherwise each token would have four valid spellings.
 */
const tokenPattern = /^(?=.{1,1024}$)[\w-]+\.[\w-]+\.[\w-]{42}[AEIMQUYcgkosw048]$/

/** Returns 64 bits of the hash: too few to find the secret, but enough to distinguish secrets. */
const fingerprint = ({ secretHash }: ServiceAccount): string => secretHash.slice(0, 16)

/** Returns whether a token was issued for the current secret of the account. A new secret invalidates earlier tokens. */
export function isIssuedFor({ secretFingerprint }: TokenClaims, account: ServiceAccount): boolean {
  return secretFingerprint === fingerprint(account)
}

/**
 * Issues and verifies access tokens: JSON Web Tokens (RFC 7519) signed with a key of this app, so that every node can verify
 * them. A token identifies the caller and has no roles: the grants are read from the store for each request.
 */
export class AccessTokens {
  readonly #key: string
  /** Claims never change. Expiry and revocation are checked for each request. */
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
   * Returns the claims of a token, or `undefined` when it has expired or this app did not sign it.
   *
   * @param time - milliseconds since the epoch
   */
  async verify(token: string, time: number): Promise<TokenClaims | undefined> {
    const claims = this.#cachedTokens.get(token) ?? (await this.#verifySignature(token))
    return claims === undefined || time >= claims.expiresAt * 1000 ? undefined : claims
  }

  async #verifySignature(token: string): Promise<TokenClaims | undefined> {
    if (!tokenPattern.test(token)) return undefined
    // `verify` checks the expiry against the clock of the app.
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
