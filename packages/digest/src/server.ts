/**
 * The server half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
import {
  algorithms,
  assertWellFormed,
  computeUserHa1,
  type DigestHash,
  findAlgorithm,
} from './algorithms.ts'

export type { DigestAlgorithm, DigestHash, DigestTarget } from './algorithms.ts'
export { timingSafeEqualText } from './timing-safe-equal.ts'
export type {
  DigestRejectionReason,
  DigestRequest,
  DigestVerificationResult,
  HA1Lookup,
} from './verification-result.ts'
export {
  createDigestVerifier,
  type DigestVerifier,
  type DigestVerifierOptions,
} from './verifier.ts'

/** The input of {@link ha1}. */
export interface HA1Input {
  readonly username: string
  readonly realm: string
  readonly password: string
  /** Default: `MD5`, which Atlas uses. */
  readonly hash?: DigestHash
}

/**
 * Returns the HA1 that a server stores for a user: `H(username:realm:password)` (RFC 7616 §3.4.2) in lower-case hexadecimal,
 * with each part as UTF-8. An HA1 is as sensitive as the password, because it suffices to sign requests in its realm.
 *
 * @throws TypeError when the hash is unknown, or a value is not a well-formed string
 */
export function ha1({ hash = 'MD5', username, realm, password }: HA1Input): string {
  const algorithm = findAlgorithm(algorithms, hash)
  if (algorithm === undefined) throw new TypeError(`hash: expected MD5 or SHA-256, got ${hash}`)
  assertWellFormed({ username, realm, password })
  return computeUserHa1(algorithm, { username, realm, password })
}
