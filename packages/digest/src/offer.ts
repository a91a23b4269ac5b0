import { type Algorithm, algorithmNamed } from './algorithm.ts'
import { type Challenge, parseChallenges } from './challenge.ts'
import { isPrintableAscii } from './quoted-string.ts'

/**
 * A Digest challenge that the client can answer.
 *
 * @internal
 */
export interface Offer {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly algorithm: Algorithm
  /** Whether the challenge named its algorithm; only then the credentials name it too. */
  readonly named: boolean
}

function toOffer(
  algorithms: readonly Algorithm[],
  { scheme, parameters }: Challenge,
): Offer | undefined {
  const [realm, nonce, opaque] = ['realm', 'nonce', 'opaque'].map((name) => parameters.get(name))
  const algorithm = algorithmNamed(algorithms, parameters.get('algorithm'))
  const qops = parameters
    .get('qop')
    ?.toLowerCase()
    .split(/[ \t,]+/)
  if (scheme !== 'digest' || algorithm === undefined || !qops?.includes('auth')) return undefined
  if (realm === undefined || nonce === undefined) return undefined
  if (![realm, nonce, opaque ?? ''].every(isPrintableAscii)) return undefined
  return { realm, nonce, opaque, algorithm, named: parameters.has('algorithm') }
}

/**
 * The strongest Digest challenge of a `WWW-Authenticate` value that the client can answer.
 * Choosing by strength rather than by the server's order is the local policy of RFC 7616 §3.7.
 *
 * @internal
 */
export function strongestOffer(
  header: string,
  algorithms: readonly Algorithm[],
): Offer | undefined {
  const offers = parseChallenges(header)
    .map((challenge) => toOffer(algorithms, challenge))
    .filter((offer) => offer !== undefined)
  return algorithms
    .map((algorithm) => offers.find((offer) => offer.algorithm === algorithm))
    .find((offer) => offer !== undefined)
}
