import { bytesToHex } from '@noble/hashes/utils.js'
import {
  type Algorithm,
  computeHa2,
  computeResponse,
  computeUserHa1,
  type DigestTarget,
} from './algorithm.ts'
import {
  parseCredentials,
  parseParameters,
  serializeDigest,
  serializeParameters,
} from './challenge.ts'
import { type DigestChallenge, findStrongestChallenge } from './digest-challenge.ts'
import { isPrintableAscii, quote } from './quoted-string.ts'
import { assertWellFormed } from './well-formed.ts'

/** Who authenticates. Both texts are hashed as UTF-8, as they are given. */
export interface DigestCredentials {
  /** The user name, at least one character: Atlas's public key. */
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
  /** What the credentials begin with, and what stands in them after the response: the same for every request. */
  readonly prefix: string
  readonly suffix: string
}

const maxCountedNonces = 16

/** @internal */
export function assertCredentials({ username, password }: DigestCredentials): void {
  assertWellFormed({ username, password })
  if (username === '') throw new TypeError('Digest needs a username that is not empty')
}

/** RFC 7616 §3.4 sends what a quoted string cannot hold as `username*`, in the notation of RFC 8187. */
function toUsernameParameter(username: string): readonly [string, string] {
  if (isPrintableAscii(username)) return ['username', quote(username)]
  const encoded = encodeURIComponent(username).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return ['username*', `UTF-8''${encoded}`]
}

/** What {@link DigestSession} and {@link Md5DigestSession} have in common: all but the algorithms that they speak. */
export abstract class BaseDigestSession {
  readonly #credentials: DigestCredentials
  readonly #algorithms: readonly Algorithm[]
  /** How often each nonce was used, so that a nonce that comes back goes on counting. */
  readonly #counts = new Map<string, number>()
  #challenge: ActiveChallenge | undefined

  /** @param algorithms - those that it speaks, strongest first */
  protected constructor(
    { username, password }: DigestCredentials,
    algorithms: readonly Algorithm[],
  ) {
    assertCredentials({ username, password })
    this.#credentials = { username, password }
    this.#algorithms = algorithms
  }

  /**
   * Makes the `Authorization` value of one request. It is good for one sending: a repeat needs a new one.
   *
   * @returns undefined before the first challenge.
   * @throws TypeError when the uri has characters outside printable ASCII.
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
   * Takes in the challenges of a 401 and keeps the strongest one it can answer.
   *
   * @param headers - The headers of the 401.
   * @param rejectedAuthorization - The `Authorization` value that got this 401, null when the request had none. Say it
   *   when requests are concurrent; left out, the challenge that stands is taken for the one refused.
   * @returns Whether one new attempt is worthwhile: the challenge brings another nonce than the one
   *   refused, with `stale=true` or without, since servers forget to say it.
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
   * Takes in a successful answer's `Authentication-Info`: a `nextnonce` replaces the nonce
   * (RFC 7616 §3.5). A `-sess` algorithm keeps its nonce until the next challenge, because servers
   * disagree whether the session key follows `nextnonce`.
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
