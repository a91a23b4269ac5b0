import { bytesToHex } from '@noble/hashes/utils.js'
import { type Algorithm, type DigestTarget, ha2, response, storedHa1 } from './algorithm.ts'
import { listed, parseCredentials, parseParameters, serialize } from './challenge.ts'
import { assertHashable } from './hashable.ts'
import { type Offer, strongestOffer } from './offer.ts'
import { isPrintableAscii, quote } from './quoted-string.ts'

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

interface Answering extends Offer {
  readonly cnonce: string
  readonly stored: string
  /** What the credentials begin with, and what stands in them after the response: the same for every request. */
  readonly head: string
  readonly tail: string
}

const rememberedNonces = 16

/** @internal */
export function assertCredentials({ username, password }: DigestCredentials): void {
  assertHashable({ username, password })
  if (username === '') throw new TypeError('Digest needs a username that is not empty')
}

/** RFC 7616 §3.4 sends what a quoted string cannot hold as `username*`, in the notation of RFC 8187. */
function usernameParameter(username: string): readonly [string, string] {
  if (isPrintableAscii(username)) return ['username', quote(username)]
  const escaped = encodeURIComponent(username).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return ['username*', `UTF-8''${escaped}`]
}

/** What {@link DigestSession} and {@link Md5DigestSession} have in common: all but the algorithms that they speak. */
export abstract class Session {
  readonly #credentials: DigestCredentials
  readonly #algorithms: readonly Algorithm[]
  /** How often each nonce was used, so that a nonce that comes back goes on counting. */
  readonly #counts = new Map<string, number>()
  #current: Answering | undefined

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
    if (this.#current === undefined) return undefined
    const { algorithm, stored, nonce, cnonce, head, tail } = this.#current
    const uri = quote(target.uri)
    const nc = this.#count(nonce).toString(16).padStart(8, '0')
    const proof = response(algorithm, stored, { nonce, nc, cnonce }, ha2(algorithm, target))
    return `${head}, uri=${uri}, response="${proof}", ${tail}, nc=${nc}`
  }

  /**
   * Takes in the challenges of a 401 and keeps the strongest one it can answer.
   *
   * @param headers - The headers of the 401.
   * @param refused - The `Authorization` value that got this 401, null when the request had none. Say it
   *   when requests are concurrent; left out, the challenge that stands is taken for the one refused.
   * @returns Whether one new attempt is worthwhile: the challenge brings another nonce than the one
   *   refused, with `stale=true` or without, since servers forget to say it.
   */
  challenged(headers: HeaderReader, refused?: string | null): boolean {
    const offer = strongestOffer(headers.get('www-authenticate') ?? '', this.#algorithms)
    if (offer === undefined) return false
    const refusedNonce =
      refused === undefined
        ? this.#current?.nonce
        : parseCredentials(refused ?? '')?.parameters.get('nonce')
    this.#adopt(offer)
    return offer.nonce !== refusedNonce
  }

  /**
   * Takes in a successful answer's `Authentication-Info`: a `nextnonce` replaces the nonce
   * (RFC 7616 §3.5). A `-sess` algorithm keeps its nonce until the next challenge, because servers
   * disagree whether the session key follows `nextnonce`.
   */
  observe(headers: HeaderReader): void {
    const current = this.#current
    if (current === undefined || current.algorithm.session) return
    const info = headers.get('authentication-info')
    const nonce = info === null ? undefined : parseParameters(info).get('nextnonce')
    if (nonce !== undefined && isPrintableAscii(nonce)) this.#adopt({ ...current, nonce })
  }

  #adopt(offer: Offer): void {
    if (offer.nonce === this.#current?.nonce && offer.algorithm === this.#current.algorithm) return
    const stored = storedHa1(offer.algorithm, { ...this.#credentials, realm: offer.realm })
    const cnonce = bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
    const head = serialize([
      usernameParameter(this.#credentials.username),
      ['realm', quote(offer.realm)],
      ['nonce', quote(offer.nonce)],
    ])
    const tail = listed([
      ...(offer.named ? [['algorithm', offer.algorithm.name] as const] : []),
      ['cnonce', quote(cnonce)],
      ...(offer.opaque === undefined ? [] : [['opaque', quote(offer.opaque)] as const]),
      ['qop', 'auth'],
    ])
    this.#current = { ...offer, stored, cnonce, head, tail }
  }

  #count(nonce: string): number {
    const count = (this.#counts.get(nonce) ?? 0) + 1
    this.#counts.delete(nonce)
    this.#counts.set(nonce, count)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > rememberedNonces && oldest !== undefined) this.#counts.delete(oldest)
    return count
  }
}
