import { type Algorithm, type DigestTarget, ha2 } from './algorithm.ts'

/**
 * Makes what answers `H(A2)` and remembers the last one: whoever asks for the same target again, as those do who wait for
 * something to change, costs a hash less.
 *
 * @internal
 */
export function rememberingHa2(): (algorithm: Algorithm, target: DigestTarget) => string {
  let last = { hashName: '', method: '', uri: '', ha2: '' }
  return (algorithm, { method, uri }) => {
    const { hashName } = algorithm
    if (uri !== last.uri || method !== last.method || hashName !== last.hashName) {
      last = { hashName, method, uri, ha2: ha2(algorithm, { method, uri }) }
    }
    return last.ha2
  }
}
