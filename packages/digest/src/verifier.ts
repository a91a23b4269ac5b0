import {
  type Algorithm,
  algorithms,
  computeHa2,
  computeResponse,
  type DigestAlgorithm,
  type DigestTarget,
} from './algorithms.ts'
import { serializeDigest } from './challenge.ts'
import { type ParsedDigestCredentials, parseDigestCredentials } from './credentials.ts'
import { timingSafeEqualText } from './equal-text.ts'
import { issueNonce, parseNonceIssuedAt } from './nonce.ts'
import { quote } from './quoted-string.ts'
import { ReplayGuard } from './replay-guard.ts'
import { isSameResource } from './same-resource.ts'
import type {
  DigestRejectionReason,
  DigestRequest,
  DigestVerificationResult,
  HA1Lookup,
} from './verification-result.ts'

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
   * Verifies a request, whatever its header holds.
   *
   * @throws What `lookup` throws, and a TypeError when `lookup` returns something other than an HA1.
   */
  verify(request: DigestRequest, lookup: HA1Lookup): Promise<DigestVerificationResult>
}

/** Milliseconds that another node's clock may be ahead of ours, or ours have been set back. */
const clockToleranceMs = 60_000
const minSecretBytes = 16
const hexPattern = /^[0-9a-f]+$/

function assertSecret(secret: unknown): void {
  if (secret instanceof Uint8Array && secret.length >= minSecretBytes) return
  throw new TypeError(`The secret must be a Uint8Array of at least ${minSecretBytes} random bytes`)
}

function assertString(name: string, value: unknown): void {
  if (typeof value !== 'string')
    throw new TypeError(`${name}: expected a string, got ${typeof value}`)
}

function assertPositive(name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return
  throw new TypeError(`${name}: expected a number above 0, got ${value}`)
}

/** The algorithms of those names, strongest first. */
function selectAlgorithms(names: readonly DigestAlgorithm[]): readonly Algorithm[] {
  const selected = algorithms.filter(({ name }) => names.includes(name))
  if (selected.length > 0 && selected.length === new Set(names).size) return selected
  const supportedNames = algorithms.map(({ name }) => name).join(', ')
  throw new TypeError(`algorithms: name one or more of ${supportedNames}, and no other`)
}

/** Same work for an unknown user as for a known one, so that time does not tell them apart. */
function ha1OrDummy(userHa1: string | undefined, { hexDigits, hashName }: Algorithm): string {
  if (userHa1 === undefined) return '0'.repeat(hexDigits)
  if (typeof userHa1 === 'string' && userHa1.length === hexDigits && hexPattern.test(userHa1))
    return userHa1
  throw new TypeError(
    `lookup answered no ${hashName} HA1: expected ${hexDigits} lower-case hex digits`,
  )
}

const reject = (reason: DigestRejectionReason): DigestVerificationResult => ({
  ok: false,
  reason,
  stale: reason === 'expired-nonce' || reason === 'future-nonce',
})

/**
 * Makes the server's side of Digest (RFC 7616 §3.3 to §3.5), `qop=auth`.
 *
 * Nonces hold their own time and are authenticated with the secret, so any node with the secret takes any other's. A
 * nonce count is taken once by one node; two nodes do not know of each other's. A nonce from before the verifier started
 * is refused as stale, because it may have been spent: after a restart, and on a node that was added, a client repeats its
 * request once with a new nonce.
 * `userhash`, `auth-int` and `rspauth` are left out on purpose, and so are credentials without `qop` (RFC 2069).
 *
 * A `-sess` key is made from the nonce and cnonce of the request itself, as curl makes it.
 *
 * @throws TypeError when the secret has fewer than 16 bytes, the realm or domain leaves printable ASCII, no algorithm
 *   is named or an unknown one, or a number is not above 0
 */
export function createDigestVerifier(options: DigestVerifierOptions): DigestVerifier {
  const { realm, domain, nonceLifetime = 300, maxTrackedNonces = 10_000, now = Date.now } = options
  assertSecret(options.secret)
  assertString('realm', realm)
  assertPositive('nonceLifetime', nonceLifetime)
  assertPositive('maxTrackedNonces', maxTrackedNonces)
  // A copy, so that a buffer which the caller wipes or uses again does not change the key.
  const secret = Uint8Array.from(options.secret)
  const acceptedAlgorithms = selectAlgorithms(options.algorithms ?? ['MD5'])
  const replayGuard = new ReplayGuard(maxTrackedNonces)
  let startedAt = now()
  const lifetimeMs = nonceLifetime * 1000
  const protectionSpace = [
    ['realm', quote(realm)] as const,
    ...(domain === undefined ? [] : [['domain', quote(domain)] as const]),
  ]

  /** Returns the time. A clock that was set back moves the start back, too, or new nonces would be older than the start. */
  function currentTime(): number {
    const current = now()
    // The clock of a Cloudflare Worker stands at 0 outside of a request, so that the first request is the start.
    startedAt = startedAt === 0 ? current : Math.min(startedAt, current)
    return current
  }

  function createChallenge({ name }: Algorithm, stale: boolean): string {
    return serializeDigest([
      ...protectionSpace,
      ['nonce', quote(issueNonce(secret, currentTime()))],
      ['algorithm', name],
      ['qop', quote('auth')],
      ['stale', String(stale)],
    ])
  }

  /** What is wrong with credentials before any user is asked for. */
  function checkCredentials(
    credentials: ParsedDigestCredentials,
    request: DigestRequest,
  ): DigestRejectionReason | undefined {
    if (!acceptedAlgorithms.includes(credentials.algorithm)) return 'unsupported'
    if (credentials.realm !== realm) return 'unknown-realm'
    return isSameResource(credentials.uri, request) ? undefined : 'uri-mismatch'
  }

  /** Whether a nonce was issued before the start: this verifier cannot know which of its counts were spent. */
  function isIssuedBeforeStart(nonce: string, issuedAt: number): boolean {
    return issuedAt < Math.floor(startedAt) && replayGuard.findIssuedAt(nonce) === undefined
  }

  /** What is wrong with the nonce of credentials that are right. */
  function consumeNonceCount(
    { nonce, count }: ParsedDigestCredentials,
    issuedAt: number,
    age: number,
  ): DigestRejectionReason | undefined {
    if (age < -clockToleranceMs) return 'future-nonce'
    if (age > lifetimeMs || isIssuedBeforeStart(nonce, issuedAt)) return 'expired-nonce'
    const outcome = replayGuard.consume(nonce, issuedAt, count)
    return outcome === 'first' ? undefined : outcome === 'forgotten' ? 'expired-nonce' : 'replayed'
  }

  function nextNonce({ algorithm }: ParsedDigestCredentials, age: number): string | undefined {
    const inLastThird = age > (lifetimeMs * 2) / 3
    // RFC 7616 §3.4.2 ties a session key to the nonce of the challenge, so that nonce has no successor.
    return inLastThird && !algorithm.session
      ? `nextnonce=${quote(issueNonce(secret, currentTime()))}`
      : undefined
  }

  function verifyResponse(
    { method }: DigestTarget,
    credentials: ParsedDigestCredentials,
    issuedAt: number,
    userHa1: string | undefined,
  ): DigestVerificationResult {
    const { algorithm, username, uri } = credentials
    const requestHa2 = computeHa2(algorithm, { method, uri })
    const expected = computeResponse(
      algorithm,
      ha1OrDummy(userHa1, algorithm),
      credentials,
      requestHa2,
    )
    const matches = timingSafeEqualText(expected, credentials.response)
    if (userHa1 === undefined) return reject('unknown-user')
    if (!matches)
      return reject(hexPattern.test(credentials.response) ? 'wrong-response' : 'malformed')
    const age = currentTime() - issuedAt
    const nonceRejection = consumeNonceCount(credentials, issuedAt, age)
    if (nonceRejection !== undefined) return reject(nonceRejection)
    return { ok: true, username, authenticationInfo: nextNonce(credentials, age) }
  }

  return {
    challenge: ({ stale = false } = {}) =>
      acceptedAlgorithms.map((algorithm) => createChallenge(algorithm, stale)),
    async verify(request, lookup) {
      const credentials = parseDigestCredentials(request.authorization)
      if (typeof credentials === 'string') return reject(credentials)
      const rejection = checkCredentials(credentials, request)
      if (rejection !== undefined) return reject(rejection)
      const { nonce, algorithm, username } = credentials
      const issuedAt = replayGuard.findIssuedAt(nonce) ?? parseNonceIssuedAt(secret, nonce)
      if (issuedAt === undefined) return reject('foreign-nonce')
      const userHa1 = await lookup(username, algorithm.hashName)
      return verifyResponse(request, credentials, issuedAt, userHa1 ?? undefined)
    },
  }
}
