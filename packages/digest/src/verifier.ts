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
import { issueNonce, parseNonceIssuedAt } from './nonce.ts'
import { quote } from './quoted-string.ts'
import { ReplayGuard } from './replay-guard.ts'
import { isSameResource } from './same-resource.ts'
import { timingSafeEqualText } from './timing-safe-equal.ts'
import type {
  DigestRejectionReason,
  DigestRequest,
  DigestVerificationResult,
  HA1Lookup,
} from './verification-result.ts'

/** The options of {@link createDigestVerifier}. */
export interface DigestVerifierOptions {
  /** The realm, in printable ASCII. It is part of every HA1, so a change invalidates stored HA1s. */
  readonly realm: string
  /** The URIs of the protection space, separated by spaces. By default, challenges have no `domain`. */
  readonly domain?: string
  /** The key that authenticates nonces, at least 16 random bytes. It must be the same on every node, and used only here. */
  readonly secret: Uint8Array
  /** The accepted algorithms, in any order. Default: `['MD5']`, as in Atlas. */
  readonly algorithms?: readonly DigestAlgorithm[]
  /** The lifetime of a nonce in seconds. Default: 300. */
  readonly nonceLifetime?: number
  /** The clock, in milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
  /** The maximum number of nonces that are tracked against replay, with up to about 300 bytes each. Default: 10,000. */
  readonly maxTrackedNonces?: number
}

/** The server's side of Digest, which {@link createDigestVerifier} returns. */
export interface DigestVerifier {
  /**
   * Returns the challenges for a 401, strongest algorithm first. Append each as a separate `WWW-Authenticate` header, because
   * some clients read only one challenge per header.
   *
   * @param options - `stale`: the `stale` of the verification result. Default: false
   */
  challenge(options?: { readonly stale?: boolean }): string[]
  /**
   * Verifies a request. Malformed headers are rejected and do not throw.
   *
   * @throws the error of `lookup`, or a TypeError when `lookup` returns something other than an HA1
   */
  verify(request: DigestRequest, lookup: HA1Lookup): Promise<DigestVerificationResult>
}

/** The tolerance for a nonce from the future: the clock of another node is ahead, or this one was set back. */
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

/** Returns the algorithms with these names, strongest first. */
function selectAlgorithms(names: readonly DigestAlgorithm[]): readonly Algorithm[] {
  const selected = algorithms.filter(({ name }) => names.includes(name))
  if (selected.length > 0 && selected.length === new Set(names).size) return selected
  const supportedNames = algorithms.map(({ name }) => name).join(', ')
  throw new TypeError(`algorithms: expected one or more of ${supportedNames}`)
}

/** Returns a dummy HA1 for an unknown user, so that verification takes the same time and does not reveal user names. */
function ha1OrDummy(userHa1: string | undefined, { hexDigits, hashName }: Algorithm): string {
  if (userHa1 === undefined) return '0'.repeat(hexDigits)
  if (typeof userHa1 === 'string' && userHa1.length === hexDigits && hexPattern.test(userHa1))
    return userHa1
  throw new TypeError(
    `lookup returned an invalid ${hashName} HA1: expected ${hexDigits} lower-case hex digits`,
  )
}

const reject = (reason: DigestRejectionReason): DigestVerificationResult => ({
  ok: false,
  reason,
  stale: reason === 'expired-nonce' || reason === 'future-nonce',
})

/**
 * Creates the server's side of Digest with `qop=auth` (RFC 7616 §3.3 to §3.5).
 *
 * Nonces contain their time of issue and are authenticated with the secret, so every node with the secret accepts them. Each
 * node tracks nonce counts on its own and accepts each count once. A nonce from before the verifier started is rejected as
 * stale, because its counts may have been used. After a restart, and on an added node, a client therefore repeats one
 * request with a new nonce.
 *
 * `userhash`, `auth-int`, `rspauth` and credentials without `qop` (RFC 2069) are not supported by design.
 *
 * A `-sess` key is derived from the nonce and cnonce of the request itself, as in curl.
 *
 * @throws TypeError when the secret has fewer than 16 bytes, the realm or domain is not printable ASCII, `algorithms` is
 *   empty or has an unknown algorithm, or a number is not above 0
 */
export function createDigestVerifier(options: DigestVerifierOptions): DigestVerifier {
  const { realm, domain, nonceLifetime = 300, maxTrackedNonces = 10_000, now = Date.now } = options
  assertSecret(options.secret)
  assertString('realm', realm)
  assertPositive('nonceLifetime', nonceLifetime)
  assertPositive('maxTrackedNonces', maxTrackedNonces)
  // A copy, so that the key does not change when the caller wipes or reuses the buffer.
  const secret = Uint8Array.from(options.secret)
  const acceptedAlgorithms = selectAlgorithms(options.algorithms ?? ['MD5'])
  const replayGuard = new ReplayGuard(maxTrackedNonces)
  let startedAt = now()
  const lifetimeMs = nonceLifetime * 1000
  const protectionSpace = [
    ['realm', quote(realm)] as const,
    ...(domain === undefined ? [] : [['domain', quote(domain)] as const]),
  ]

  /** Returns the current time. When the clock was set back, moves the start back too, so that new nonces are not older. */
  function currentTime(): number {
    const current = now()
    // The clock of a Cloudflare Worker is 0 outside requests, so the first request is the start.
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

  /** Returns why credentials are rejected before the user lookup. */
  function checkCredentials(
    credentials: ParsedDigestCredentials,
    request: DigestRequest,
  ): DigestRejectionReason | undefined {
    if (!acceptedAlgorithms.includes(credentials.algorithm)) return 'unsupported'
    if (credentials.realm !== realm) return 'unknown-realm'
    return isSameResource(credentials.uri, request) ? undefined : 'uri-mismatch'
  }

  /** Returns whether a nonce is from before the start, so that this verifier does not know which counts were used. */
  function isIssuedBeforeStart(nonce: string, issuedAt: number): boolean {
    return issuedAt < Math.floor(startedAt) && replayGuard.findIssuedAt(nonce) === undefined
  }

  /** Consumes the nonce count of credentials with a correct digest. Returns the reason when it is rejected. */
  function consumeNonceCount(
    { nonce, count }: ParsedDigestCredentials,
    issuedAt: number,
    age: number,
  ): DigestRejectionReason | undefined {
    if (age < -clockToleranceMs) return 'future-nonce'
    if (age > lifetimeMs || isIssuedBeforeStart(nonce, issuedAt)) return 'expired-nonce'
    const outcome = replayGuard.consume(nonce, issuedAt, count)
    if (outcome === 'first') return undefined
    return outcome === 'forgotten' ? 'expired-nonce' : 'replayed'
  }

  function nextNonce({ algorithm }: ParsedDigestCredentials, age: number): string | undefined {
    const inLastThird = age > (lifetimeMs * 2) / 3
    // A session key depends on the nonce of the challenge (RFC 7616 §3.4.2), so it has no next nonce.
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
