/** A digest algorithm of RFC 7616 §6.1 that this package speaks. */
export type DigestAlgorithm = 'SHA-256-sess' | 'SHA-256' | 'MD5-sess' | 'MD5'

/** The hash under an algorithm. An algorithm and its `-sess` variant share one stored HA1. */
export type DigestHash = 'SHA-256' | 'MD5'

/** @internal */
export interface Algorithm {
  readonly name: DigestAlgorithm
  readonly hashName: DigestHash
  /** The length of the hash as hexadecimal digits. */
  readonly hexDigits: number
  /** Whether A1 takes in the nonces of the session (RFC 7616 §3.4.2). */
  readonly session: boolean
  readonly hash: (text: string) => string
}

/**
 * Finds an algorithm by its name in any case. No name means MD5 (RFC 7616 §3.3).
 *
 * @internal
 */
export function findAlgorithmByName(
  algorithms: readonly Algorithm[],
  name = 'MD5',
): Algorithm | undefined {
  const exactMatch = algorithms.find((algorithm) => algorithm.name === name)
  if (exactMatch !== undefined) return exactMatch
  const lowerCaseName = name.toLowerCase()
  return algorithms.find((algorithm) => algorithm.name.toLowerCase() === lowerCaseName)
}

/** @internal */
export interface UserSecret {
  readonly username: string
  readonly realm: string
  readonly password: string
}

/**
 * `H(username:realm:password)` (RFC 7616 §3.4.2), each part as UTF-8: what a server stores.
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
 * `H(A1)` (RFC 7616 §3.4.2): the stored hash itself, or the session's key for a `-sess` algorithm.
 *
 * @internal
 */
export function computeHa1({ hash, session }: Algorithm, userHa1: string, nonces: Nonces): string {
  return session ? hash(`${userHa1}:${nonces.nonce}:${nonces.cnonce}`) : userHa1
}

/** What a digest protects. */
export interface DigestTarget {
  /** The request method as sent, in upper case: `GET`. */
  readonly method: string
  /**
   * The request-target (RFC 9112 §3.2): path and query, such as `/api/atlas/v2?pretty=true`, or the absolute URI that a
   * proxy is sent. To sign, exactly as it is sent; to verify, written in any way that names the same resource.
   */
  readonly uri: string
}

/**
 * `H(A2)` for `qop=auth` (RFC 7616 §3.4.3).
 *
 * @internal
 */
export function computeHa2({ hash }: Algorithm, { method, uri }: DigestTarget): string {
  return hash(`${method}:${uri}`)
}

/**
 * The `response` of `qop=auth` (RFC 7616 §3.4.1).
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
