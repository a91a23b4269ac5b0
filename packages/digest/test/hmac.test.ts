import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmacSha256 } from '../src/server.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const text = (value: string) => new TextEncoder().encode(value)

test.each<[string, Uint8Array, Uint8Array, string]>([
  [
    '1',
    bytes('0b'.repeat(20)),
    text('Hi There'),
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    '2, a short key',
    text('Jefe'),
    text('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    '6, a key longer than a block',
    bytes('aa'.repeat(131)),
    text('Test Using Larger Than Block-Size Key - Hash Key First'),
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
])('the example of RFC 4231, section 4: case %s', (_, key, message, expected) => {
  expect(Buffer.from(hmacSha256(key, message)).toString('hex')).toBe(expected)
})

test.each([63, 64, 65])(
  'a key of %i bytes is hashed first where it is longer than a block',
  (length) => {
    const key = new Uint8Array(length).fill(0xaa)
    const expected = createHmac('sha256', key).update('message').digest('hex')
    expect(Buffer.from(hmacSha256(key, text('message'))).toString('hex')).toBe(expected)
  },
)

test('any key and any message are hashed as Node does it, and stay as they are', () => {
  const any = fc.uint8Array({ maxLength: 200 })
  fc.assert(
    fc.property(any, any, (key, message) => {
      const before = [key.slice(), message.slice()]
      const expected = createHmac('sha256', key).update(message).digest('hex')
      expect(Buffer.from(hmacSha256(key, message)).toString('hex')).toBe(expected)
      expect([key, message]).toEqual(before)
    }),
  )
})
