/**
 * The server half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
import { computeUserHa1, type DigestHash, findAlgorithm } from './algorithms.ts'
import { assertWellFormed } from './well-formed.ts'

export type { DigestAlgorithm, DigestHash, DigestTarget } from './algorithms.ts'
export { timingSafeEqualText } from './equal-text.ts'
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

/** What {@link ha1} hashes. */
export interface HA1Input {
  readonly username: string
  readonly realm: string
  readonly password: string
  /** Default: `MD5`, what Atlas speaks. */
  readonly hash?: DigestHash
}

/**
 * Makes what a server stores of a user: `H(username:realm:password)` (RFC 7616 §3.4.2), each part as UTF-8, in lower-case
 * hexadecimal. Whoever has it can sign in its realm: guard it as you would the password.
 *
 * @throws TypeError when the hash is none that Digest knows, or a text is no well-formed string
 */
export function ha1({ hash = 'MD5', username, realm, password }: HA1Input): string {
  const algorithm = findAlgorithm(hash)
  if (algorithm === undefined) throw new TypeError(`hash: expected MD5 or SHA-256, got ${hash}`)
  assertWellFormed({ username, realm, password })
  return computeUserHa1(algorithm, { username, realm, password })
}
