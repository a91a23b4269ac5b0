import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The supported digest algorithms of RFC 7616 §6.1. */
export type DigestAlgorithm = 'SHA-256-sess' | 'SHA-256' | 'MD5-sess' | 'MD5'

/** The hash of an algorithm. An algorithm and its `-sess` variant share one stored HA1. */
export type DigestHash = 'SHA-256' | 'MD5'

type HashFunction = (text: string) => string

/** @internal */
export interface Algorithm {
  readonly name: DigestAlgorithm
  readonly hashName: DigestHash
  /** The length of the hash in hexadecimal digits. */
  readonly hexDigits: number
  /** Whether A1 includes the nonces of the session (RFC 7616 §3.4.2). */
  readonly session: boolean
  /** Hashes text as UTF-8 and returns lower-case hexadecimal. */
  readonly hash: HashFunction
}

// Not WebCrypto, which is asynchronous and has no MD5.
const md5Hex: HashFunction = (text) => bytesToHex(md5(utf8ToBytes(text)))
const sha256Hex: HashFunction = (text) => bytesToHex(sha256(utf8ToBytes(text)))

/** Creates the two algorithms of a hash, the stronger one first. */
function createAlgorithms(
  hashName: DigestHash,
  hexDigits: number,
  hash: HashFunction,
): readonly Algorithm[] {
  return [
    { name: `${hashName}-sess`, session: true, hashName, hexDigits, hash },
    { name: hashName, session: false, hashName, hexDigits, hash },
  ]
}

/**
 * The algorithms with MD5, strongest first.
 *
 * @internal
 */
export const md5Algorithms: readonly Algorithm[] = /* @__PURE__ */ createAlgorithms(
  'MD5',
  32,
  md5Hex,
)

/**
 * All algorithms, strongest first. A bundle that uses only {@link md5Algorithms} drops this list and SHA-256.
 *
 * @internal
 */
export const algorithms: readonly Algorithm[] = /* @__PURE__ */ createAlgorithms(
  'SHA-256',
  64,
  sha256Hex,
).concat(md5Algorithms)

/**
 * Returns the algorithm with this name in any case. The name defaults to MD5 (RFC 7616 §3.3).
 *
 * @internal
 */
export function findAlgorithm(
  supportedAlgorithms: readonly Algorithm[],
  name = 'MD5',
): Algorithm | undefined {
  const lowerCaseName = name.toLowerCase()
  return supportedAlgorithms.find((algorithm) => algorithm.name.toLowerCase() === lowerCaseName)
}

/**
 * Throws for values that would be hashed as something else: `undefined`, as from an unset environment variable, and half a
 * surrogate pair, which UTF-8 encodes as U+FFFD. Errors do not contain the values.
 *
 * @throws TypeError
 * @internal
 */
export function assertWellFormed(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') throw new TypeError(`Digest needs a ${name} that is a string`)
    if (/\p{Surrogate}/u.test(value)) {
      throw new TypeError(`The ${name} has half a surrogate pair, which UTF-8 cannot encode`)
    }
  }
}

/** @internal */
export interface UserSecret {
  readonly username: string
  readonly realm: string
  readonly password: string
}

/**
 * Returns `H(username:realm:password)` (RFC 7616 §3.4.2), which a server stores.
 *
 * @internal
 */
export function computeUserHa1(
  { hash }: Algorithm,
  { username, realm, password }: UserSecret,
): string {
  return hash(`${username}:${realm}:${password}`)
}

/** @internal */
export interface Nonces {
  readonly nonce: string
  readonly cnonce: string
}

/**
 * Returns `H(A1)` (RFC 7616 §3.4.2): the stored hash, or the session key of a `-sess` algorithm.
 *
 * @internal
 */
export function computeHa1({ hash, session }: Algorithm, userHa1: string, nonces: Nonces): string {
  return session ? hash(`${userHa1}:${nonces.nonce}:${nonces.cnonce}`) : userHa1
}

/** The method and request-target that a digest covers. */
export interface DigestTarget {
  /** The request method as sent, in upper case: `GET`. */
  readonly method: string
  /**
   * The request-target (RFC 9112 §3.2): path and query, such as `/api/atlas/v2?pretty=true`, or the absolute URI for a proxy.
   * To sign a request, pass the target exactly as it is sent. To verify one, any spelling of the same resource is valid.
   */
  readonly uri: string
}

/**
 * Returns `H(A2)` for `qop=auth` (RFC 7616 §3.4.3).
 *
 * @internal
 */
export function computeHa2({ hash }: Algorithm, { method, uri }: DigestTarget): string {
  return hash(`${method}:${uri}`)
}

/**
 * Returns the `response` parameter for `qop=auth` (RFC 7616 §3.4.1).
 *
 * @param requestHa2 - `H(A2)` of the request
 * @internal
 */
export function computeResponse(
  algorithm: Algorithm,
  userHa1: string,
  { nonce, nc, cnonce }: Nonces & { readonly nc: string },
  requestHa2: string,
): string {
  const key = computeHa1(algorithm, userHa1, { nonce, cnonce })
  return algorithm.hash(`${key}:${nonce}:${nc}:${cnonce}:auth:${requestHa2}`)
}
