import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { md5 } from '../src/md5.ts'

const digits = '1234567890'

describe('MD5', () => {
  test.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
    [
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
      'd174ab98d277d9f5a5611c2c9f419d9f',
    ],
    [digits.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ])('of "%s" is that of RFC 1321, appendix A.5', (text, digest) => {
    expect(md5(text)).toBe(digest)
  })

  const other = (text: string) => createHash('md5').update(text).digest('hex')

  test('of every length around the ends of blocks is that of another implementation', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'é'.repeat(length % 3) + 'x'.repeat(length)
      expect(md5(text)).toBe(other(text))
    }
  })

  test.each(['x', 'é', '€', '😀'])(
    'of a long text of %s is that of another implementation',
    (unit) => {
      for (const length of [150, 308, 309, 310, 330, 341, 342, 1024, 5000]) {
        const text = unit.repeat(length)
        expect(md5(text), String(length)).toBe(other(text))
      }
    },
  )

  test('of any text is that of another implementation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1500 }), (text) => {
        expect(md5(text)).toBe(other(text))
      }),
    )
  })
})
