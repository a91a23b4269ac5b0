import type { AccessToken } from '@export-buckets/core'
import { LRUCache } from 'lru-cache'
import { deriveKey } from './secrets.ts'
import { signJson, verifiedJson } from './signed-json.ts'
import type { ServiceAccount } from './store/store.ts'

/** What a valid access token says. */
export interface TokenClaims {
  readonly clientId: string
  readonly tokenId: string
  /** The beginning of the hash of the secret that the token was issued for. */
  readonly secret: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

interface VerifiedToken {
  readonly token: string
  readonly claims: TokenClaims
}

/** The last 96 bits of a token's signature: few characters, which differ from token to token. */
const endOf = (token: string): string => token.slice(-16)

/** Seconds that a token lives, as Atlas's do. */
const lifetime = 3600
/** Ours have some 250 characters. */
const longestToken = 1024
/** Tokens whose signature is remembered, at most some 2 KiB each. One that was forgotten is verified anew. */
const maxVerified = 1000

/** 64 bits of a hash of a random secret: too few to find the secret by, enough to tell one from the next. */
const fingerprint = ({ secretHash }: ServiceAccount): string => secretHash.slice(0, 16)

/** Whether a token was issued for the secret that the account has now: a new secret makes the old one's tokens worthless. */
export function isOf({ secret }: TokenClaims, account: ServiceAccount): boolean {
  return secret === fingerprint(account)
}

/**
 * Access tokens: JSON Web Tokens (RFC 7519) signed with a key of this app, so that any node can check them. They say who
 * calls, not what the caller may do: roles are looked up for each request.
 */
export class AccessTokens {
  readonly #key: Uint8Array
  /** By their ends. What a token says never changes; whether it has expired or was revoked is asked each time. */
  readonly #verified = new LRUCache<string, VerifiedToken>({ max: maxVerified })

  constructor(secret: Uint8Array) {
    this.#key = deriveKey(secret, 'access token')
  }

  /** Makes a token for a service account. @param time - milliseconds since the epoch */
  issue(account: ServiceAccount, time: number): AccessToken {
    const iat = Math.floor(time / 1000)
    const claims = {
      sub: account.clientId,
      jti: crypto.randomUUID(),
      iat,
      exp: iat + lifetime,
      secret: fingerprint(account),
    }
    return {
      access_token: signJson(this.#key, claims),
      expires_in: lifetime,
      token_type: 'Bearer',
    }
  }

  /**
   * The claims of a token that we signed and that has not expired; `undefined` for anything else.
   *
   * @param time - milliseconds since the epoch
   */
  check(token: string, time: number): TokenClaims | undefined {
    const known = this.#verified.get(endOf(token))
    const claims = known?.token === token ? known.claims : this.#verify(token)
    return claims === undefined || time >= claims.expiresAt * 1000 ? undefined : claims
  }

  #verify(token: string): TokenClaims | undefined {
    if (token.length > longestToken) return undefined
    const { sub, jti, exp, secret } = Object(verifiedJson(this.#key, token))
    const named = typeof sub === 'string' && typeof jti === 'string' && typeof secret === 'string'
    if (!named || typeof exp !== 'number') return undefined
    const claims = { clientId: sub, tokenId: jti, secret, expiresAt: exp }
    this.#verified.set(endOf(token), { token, claims })
    return claims
  }
}
