import { type Algorithm, findAlgorithmByName } from './algorithm.ts'
import { type Challenge, parseChallenges } from './challenge.ts'
import { isPrintableAscii } from './quoted-string.ts'

/**
 * A Digest challenge that the client can answer.
 *
 * @internal
 */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly algorithm: Algorithm
  /** Whether the challenge named its algorithm; only then the credentials name it too. */
  readonly namesAlgorithm: boolean
}

function toDigestChallenge(
  algorithms: readonly Algorithm[],
  { scheme, parameters }: Challenge,
): DigestChallenge | undefined {
  const [realm, nonce, opaque] = ['realm', 'nonce', 'opaque'].map((name) => parameters.get(name))
  const algorithm = findAlgorithmByName(algorithms, parameters.get('algorithm'))
  const qops = parameters
    .get('qop')
    ?.toLowerCase()
    .split(/[ \t,]+/)
  if (scheme !== 'digest' || algorithm === undefined || !qops?.includes('auth')) return undefined
  if (realm === undefined || nonce === undefined) return undefined
  if (![realm, nonce, opaque ?? ''].every(isPrintableAscii)) return undefined
  return { realm, nonce, opaque, algorithm, namesAlgorithm: parameters.has('algorithm') }
}

/**
 * The strongest Digest challenge of a `WWW-Authenticate` value that the client can answer.
 * Choosing by strength rather than by the server's order is the local policy of RFC 7616 §3.7.
 *
 * @internal
 */
export function findStrongestChallenge(
  header: string,
  algorithms: readonly Algorithm[],
): DigestChallenge | undefined {
  const candidates = parseChallenges(header)
    .map((challenge) => toDigestChallenge(algorithms, challenge))
    .filter((candidate) => candidate !== undefined)
  return algorithms
    .map((algorithm) => candidates.find((candidate) => candidate.algorithm === algorithm))
    .find((candidate) => candidate !== undefined)
}
