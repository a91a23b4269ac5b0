import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  type Algorithm,
  algorithms,
  type DigestAlgorithm,
  type DigestHash,
  type DigestTarget,
  response,
} from './algorithms.ts'
import { serialize } from './challenge.ts'
import { type Credentials, readCredentials } from './credentials.ts'
import { equalBytes } from './equal-bytes.ts'
import { issueNonce, nonceIssuedAt } from './nonce.ts'
import { quote } from './quoted-string.ts'
import { ReplayGuard } from './replay-guard.ts'

/** What {@link createDigestVerifier} takes. */
export interface DigestVerifierOptions {
  /** The realm, in printable ASCII. It is part of every HA1: another realm needs other HA1s. */
  readonly realm: string
  /** The URIs of the protection space, separated by spaces. Default: left out of the challenge. */
  readonly domain?: string
  /** The key that nonces are authenticated with, at least 16 bytes, the same on every node and used for nothing else. */
  readonly secret: Uint8Array
  /** The algorithms offered and accepted, in any order. Default: `['MD5']`, what Atlas offers. */
  readonly algorithms?: readonly DigestAlgorithm[]
  /** For how many seconds a nonce is good. Default: 300. */
  readonly nonceLifetime?: number
  /** The clock, in milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
  /** How many nonces in use are followed against replay, at most about 300 bytes each. Default: 10,000. */
  readonly maxTrackedNonces?: number
}

/** A request to be verified. */
export interface DigestRequest extends DigestTarget {
  /** The `Authorization` value, if the request has one. */
  readonly authorization: string | null | undefined
}

/**
 * Finds the HA1 of a user: `H(username:realm:password)` under the hash asked for, in lower-case
 * hexadecimal, as {@link ha1} makes it. Answers undefined for a user it does not know.
 */
export type HA1Lookup = (
  username: string,
  hash: DigestHash,
) => Promise<string | undefined> | string | undefined

/**
 * Why a request was refused; for logs, not for the client.
 *
 * - `missing`: no `Authorization`, or one of another scheme.
 * - `malformed`: not the syntax of RFC 7616 §3.4, a parameter twice, or more than 8 KiB.
 * - `unsupported`: an algorithm that is not offered, a `qop` other than `auth`, or `userhash`.
 * - `unknown-realm`, `uri-mismatch`: made for another realm, or another request-target.
 * - `foreign-nonce`: a nonce that was not issued under this secret.
 * - `future-nonce`: issued more than a second after now: a node's clock is wrong.
 * - `unknown-user`, `wrong-response`: no such user, or not the user's password.
 * - `expired-nonce`: all is right but the nonce, which is too old, or too old to be followed.
 * - `replayed`: all is right, but this nonce count was spent before.
 */
export type DigestRefusal =
  | 'missing'
  | 'malformed'
  | 'unsupported'
  | 'unknown-realm'
  | 'uri-mismatch'
  | 'foreign-nonce'
  | 'future-nonce'
  | 'unknown-user'
  | 'wrong-response'
  | 'expired-nonce'
  | 'replayed'

/** What became of a request. */
export type DigestVerdict =
  | {
      readonly ok: true
      readonly username: string
      /** The `Authentication-Info` value to answer with: a `nextnonce` in the last third of the nonce's lifetime, undefined before. */
      readonly authenticationInfo: string | undefined
    }
  | {
      readonly ok: false
      readonly reason: DigestRefusal
      /** What to give to `challenge()`: true when a new nonce alone would have done (RFC 7616 §3.3). */
      readonly stale: boolean
    }

/** The server's side of Digest; {@link createDigestVerifier} makes it. */
export interface DigestVerifier {
  /**
   * Makes the challenges of a 401, strongest algorithm first. Each is a `WWW-Authenticate` value of
   * its own: append them one by one, because several clients read only one challenge a value.
   *
   * @param options - `stale`: the verdict's. Default: false.
   */
  challenge(options?: { readonly stale?: boolean }): string[]
  /**
   * Verifies a request. Whatever the header holds, it answers a verdict.
   *
   * @throws What `lookup` throws, and a TypeError when `lookup` answers what is no HA1.
   */
  verify(request: DigestRequest, lookup: HA1Lookup): Promise<DigestVerdict>
}

/** Milliseconds that another node's clock may be ahead of ours. */
const clockTolerance = 1000
const shortestSecret = 16

function assertSecret(secret: unknown): void {
  if (secret instanceof Uint8Array && secret.length >= shortestSecret) return
  throw new TypeError(`The secret must be a Uint8Array of at least ${shortestSecret} random bytes`)
}

/** The algorithms of those names, strongest first. */
function offered(names: readonly DigestAlgorithm[]): readonly Algorithm[] {
  const chosen = algorithms.filter(({ name }) => names.includes(name))
  if (chosen.length === 0) throw new TypeError('algorithms: name at least one that Digest knows')
  return chosen
}

/** Same work for an unknown user as for a known one, so that time does not tell them apart. */
function storedOrDummy(stored: string | undefined, { hexDigits, hashName }: Algorithm): string {
  if (stored === undefined) return '0'.repeat(hexDigits)
  if (stored.length === hexDigits && /^[0-9a-f]+$/.test(stored)) return stored
  throw new TypeError(
    `lookup answered no ${hashName} HA1: expected ${hexDigits} lower-case hex digits`,
  )
}

const refused = (reason: DigestRefusal): DigestVerdict => ({
  ok: false,
  reason,
  stale: reason === 'expired-nonce',
})

/**
 * Makes the server's side of Digest (RFC 7616 §3.3 to §3.5), `qop=auth`.
 *
 * Nonces hold their own time and are authenticated with the secret, so any node with the secret takes any other's. A
 * nonce count is taken once by one node; two nodes do not know of each other's. `userhash`, `auth-int` and `rspauth`
 * are left out on purpose.
 *
 * @throws TypeError when the secret has fewer than 16 bytes, the realm or domain leaves printable ASCII, or no algorithm
 *   is named
 */
export function createDigestVerifier(options: DigestVerifierOptions): DigestVerifier {
  const { realm, domain, secret, nonceLifetime = 300, now = Date.now } = options
  assertSecret(secret)
  const accepted = offered(options.algorithms ?? ['MD5'])
  const guard = new ReplayGuard(options.maxTrackedNonces ?? 10_000)
  const lifetime = nonceLifetime * 1000
  const space = [
    ['realm', quote(realm)] as const,
    ...(domain === undefined ? [] : [['domain', quote(domain)] as const]),
  ]

  function challengeOf({ name }: Algorithm, stale: boolean): string {
    return serialize([
      ...space,
      ['nonce', quote(issueNonce(secret, now()))],
      ['algorithm', name],
      ['qop', quote('auth')],
      ['stale', String(stale)],
    ])
  }

  /** What is wrong with credentials before any user is asked for. */
  function misfit(credentials: Credentials, { uri }: DigestTarget): DigestRefusal | undefined {
    if (!accepted.includes(credentials.algorithm)) return 'unsupported'
    if (credentials.realm !== realm) return 'unknown-realm'
    return credentials.uri === uri ? undefined : 'uri-mismatch'
  }

  /** What is wrong with the nonce of credentials that are right. */
  function spend({ nonce, nc }: Credentials, issuedAt: number): DigestRefusal | undefined {
    if (now() - issuedAt > lifetime) return 'expired-nonce'
    const outcome = guard.spend(nonce, issuedAt, Number.parseInt(nc, 16))
    return outcome === 'first' ? undefined : outcome === 'forgotten' ? 'expired-nonce' : 'replayed'
  }

  function nextNonce(issuedAt: number): string | undefined {
    const inLastThird = now() - issuedAt > (lifetime * 2) / 3
    return inLastThird ? `nextnonce=${quote(issueNonce(secret, now()))}` : undefined
  }

  return {
    challenge: ({ stale = false } = {}) => accepted.map((each) => challengeOf(each, stale)),
    async verify(request, lookup) {
      const credentials = readCredentials(request.authorization)
      if (typeof credentials === 'string') return refused(credentials)
      const wrong = misfit(credentials, request)
      if (wrong !== undefined) return refused(wrong)
      const issuedAt = nonceIssuedAt(secret, credentials.nonce)
      if (issuedAt === undefined) return refused('foreign-nonce')
      if (issuedAt > now() + clockTolerance) return refused('future-nonce')
      const { algorithm, username } = credentials
      const stored = await lookup(username, algorithm.hashName)
      const expected = response(algorithm, storedOrDummy(stored, algorithm), credentials, request)
      const matches = equalBytes(utf8ToBytes(expected), utf8ToBytes(credentials.response))
      if (stored === undefined) return refused('unknown-user')
      if (!matches) return refused('wrong-response')
      const spent = spend(credentials, issuedAt)
      if (spent !== undefined) return refused(spent)
      return { ok: true, username, authenticationInfo: nextNonce(issuedAt) }
    },
  }
}
