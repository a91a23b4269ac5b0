import { bytesToHex } from '@noble/hashes/utils.js'
import {
  type Algorithm,
  algorithms,
  assertWellFormed,
  computeHa2,
  computeResponse,
  computeUserHa1,
  type DigestTarget,
  md5Algorithms,
} from './algorithms.ts'
import {
  type DigestChallenge,
  findStrongestChallenge,
  parseCredentials,
  parseParameters,
  serializeDigest,
  serializeParameters,
} from './challenge.ts'
import { isPrintableAscii, quote } from './quoted-string.ts'

/** The credentials of a client. They are hashed as UTF-8, without normalization. */
export interface DigestCredentials {
  /** The user name, which must not be empty: Atlas's public key. */
  readonly username: string
  /** The password: Atlas's private key. */
  readonly password: string
}

/** The part of `Headers` that a session reads. */
export interface HeaderReader {
  get(name: string): string | null
}

interface ActiveChallenge extends DigestChallenge {
  readonly cnonce: string
  readonly userHa1: string
  /** The parameters before `uri`, which are the same in every request. */
  readonly prefix: string
  /** The parameters after `response`, which are the same in every request. */
  readonly suffix: string
}

const maxCountedNonces = 16

/** @internal */
export function assertCredentials({ username, password }: DigestCredentials): void {
  assertWellFormed({ username, password })
  if (username === '') throw new TypeError('Digest needs a username that is not empty')
}

/** Returns `username`, or `username*` in the notation of RFC 8187 for a name outside printable ASCII (RFC 7616 §3.4). */
function toUsernameParameter(username: string): readonly [string, string] {
  if (isPrintableAscii(username)) return ['username', quote(username)]
  const encoded = encodeURIComponent(username).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return ['username*', `UTF-8''${encoded}`]
}

/** The common base of {@link DigestSession} and {@link Md5DigestSession}, which differ in their algorithms. */
export abstract class BaseDigestSession {
  readonly #credentials: DigestCredentials
  readonly #algorithms: readonly Algorithm[]
  /** The last count of each nonce. A nonce that a server sends again continues to count. */
  readonly #counts = new Map<string, number>()
  #challenge: ActiveChallenge | undefined

  /** @param supportedAlgorithms - strongest first */
  protected constructor(
    { username, password }: DigestCredentials,
    supportedAlgorithms: readonly Algorithm[],
  ) {
    assertCredentials({ username, password })
    this.#credentials = { username, password }
    this.#algorithms = supportedAlgorithms
  }

  /**
   * Returns the `Authorization` value for one request, or `undefined` before the first challenge. Call it again to repeat a
   * request, because each value has its own nonce count.
   *
   * @throws TypeError when the uri has characters outside printable ASCII
   */
  authorize(target: DigestTarget): string | undefined {
    if (this.#challenge === undefined) return undefined
    const { algorithm, userHa1, nonce, cnonce, prefix, suffix } = this.#challenge
    const uri = quote(target.uri)
    const nc = this.#nextCount(nonce).toString(16).padStart(8, '0')
    const digestResponse = computeResponse(
      algorithm,
      userHa1,
      { nonce, nc, cnonce },
      computeHa2(algorithm, target),
    )
    return `${prefix}, uri=${uri}, response="${digestResponse}", ${suffix}, nc=${nc}`
  }

  /**
   * Uses the strongest supported challenge of a 401 for the next requests.
   *
   * @param headers - the headers of the 401
   * @param rejectedAuthorization - the `Authorization` value of the rejected request, or null when it had none. Pass it when
   *   requests are concurrent. The default is the value for the current challenge.
   * @returns whether to repeat the request: the challenge has another nonce than the rejected request. `stale=true` is not
   *   required, because some servers omit it
   */
  handleChallenge(headers: HeaderReader, rejectedAuthorization?: string | null): boolean {
    const challenge = findStrongestChallenge(
      headers.get('www-authenticate') ?? '',
      this.#algorithms,
    )
    if (challenge === undefined) return false
    const rejectedNonce =
      rejectedAuthorization === undefined
        ? this.#challenge?.nonce
        : parseCredentials(rejectedAuthorization ?? '')?.parameters.get('nonce')
    this.#useChallenge(challenge)
    return challenge.nonce !== rejectedNonce
  }

  /**
   * Uses the `nextnonce` of a response's `Authentication-Info` for the next requests (RFC 7616 §3.5). A `-sess` algorithm
   * ignores it, because servers disagree about whether the session key changes with it.
   */
  handleAuthenticationInfo(headers: HeaderReader): void {
    const challenge = this.#challenge
    if (challenge === undefined || challenge.algorithm.session) return
    const info = headers.get('authentication-info')
    const nonce = info === null ? undefined : parseParameters(info).get('nextnonce')
    if (nonce !== undefined && isPrintableAscii(nonce)) this.#useChallenge({ ...challenge, nonce })
  }

  #useChallenge(challenge: DigestChallenge): void {
    if (
      challenge.nonce === this.#challenge?.nonce &&
      challenge.algorithm === this.#challenge.algorithm
    )
      return
    const userHa1 = computeUserHa1(challenge.algorithm, {
      ...this.#credentials,
      realm: challenge.realm,
    })
    const cnonce = bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
    const prefix = serializeDigest([
      toUsernameParameter(this.#credentials.username),
      ['realm', quote(challenge.realm)],
      ['nonce', quote(challenge.nonce)],
    ])
    const suffix = serializeParameters([
      ...(challenge.namesAlgorithm ? [['algorithm', challenge.algorithm.name] as const] : []),
      ['cnonce', quote(cnonce)],
      ...(challenge.opaque === undefined ? [] : [['opaque', quote(challenge.opaque)] as const]),
      ['qop', 'auth'],
    ])
    this.#challenge = { ...challenge, userHa1, cnonce, prefix, suffix }
  }

  #nextCount(nonce: string): number {
    const count = (this.#counts.get(nonce) ?? 0) + 1
    this.#counts.delete(nonce)
    this.#counts.set(nonce, count)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > maxCountedNonces && oldest !== undefined) this.#counts.delete(oldest)
    return count
  }
}

/**
 * The client's side of one protection space (RFC 7616 §3.4). It signs requests for the current challenge. Requests can be
 * concurrent, because each has its own nonce count.
 *
 * Supports MD5, MD5-sess, SHA-256 and SHA-256-sess with `qop=auth`. Does not support `auth-int`, `userhash` and `rspauth`.
 * Ignores challenges without `qop` (RFC 2069), and those whose realm, nonce or opaque is not printable ASCII.
 *
 * The password is in a private field, which `console.log` and `JSON.stringify` do not show.
 */
export class DigestSession extends BaseDigestSession {
  /** @throws TypeError when the user name is empty, or a value is not a well-formed string */
  constructor(credentials: DigestCredentials) {
    super(credentials, algorithms)
  }
}

/** A {@link DigestSession} with MD5 and MD5-sess only, which suffice for Atlas. A bundle with it does not contain SHA-256. */
export class Md5DigestSession extends BaseDigestSession {
  /** @throws TypeError when the user name is empty, or a value is not a well-formed string */
  constructor(credentials: DigestCredentials) {
    super(credentials, md5Algorithms)
  }
}
