import type { Algorithm } from './algorithm.ts'
import { md5Hex } from './hash.ts'

const md5Properties = { hashName: 'MD5', hexDigits: 32, hash: md5Hex } as const

/**
 * The algorithms with MD5, strongest first: all that Atlas speaks.
 *
 * @internal
 */
export const md5Algorithms: readonly Algorithm[] = [
  { name: 'MD5-sess', session: true, ...md5Properties },
  { name: 'MD5', session: false, ...md5Properties },
]
