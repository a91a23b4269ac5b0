import { type Algorithm, findAlgorithmByName } from './algorithm.ts'
import { sha256Hex } from './hash.ts'
import { md5Algorithms } from './md5-algorithms.ts'

export * from './algorithm.ts'

const sha256Properties = {
  hashName: 'SHA-256',
  hexDigits: 64,
  hash: sha256Hex,
} as const

/**
 * The algorithms, strongest first.
 *
 * @internal
 */
export const algorithms: readonly Algorithm[] = [
  { name: 'SHA-256-sess', session: true, ...sha256Properties },
  { name: 'SHA-256', session: false, ...sha256Properties },
  ...md5Algorithms,
]

/**
 * Finds an algorithm by its name in any case. No name means MD5 (RFC 7616 §3.3).
 *
 * @internal
 */
export function findAlgorithm(name?: string): Algorithm | undefined {
  return findAlgorithmByName(algorithms, name)
}
