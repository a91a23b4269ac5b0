import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Algorithm } from './algorithm.ts'

const withMd5 = {
  hashName: 'MD5',
  hexDigits: 32,
  hash: (text: string) => bytesToHex(md5(utf8ToBytes(text))),
} as const

/**
 * The algorithms with MD5, strongest first: all that Atlas speaks.
 *
 * @internal
 */
export const md5Algorithms: readonly Algorithm[] = [
  { name: 'MD5-sess', session: true, ...withMd5 },
  { name: 'MD5', session: false, ...withMd5 },
]
