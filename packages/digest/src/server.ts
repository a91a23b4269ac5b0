/**
 * The server half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
import { type DigestHash, findAlgorithm, storedHa1 } from './algorithms.ts'
import { assertHashable } from './hashable.ts'

export type { DigestAlgorithm, DigestHash, DigestTarget } from './algorithms.ts'
export { equalText } from './equal-text.ts'
export type { DigestRefusal, DigestRequest, DigestVerdict, HA1Lookup } from './verdict.ts'
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
  assertHashable({ username, realm, password })
  return storedHa1(algorithm, { username, realm, password })
}
