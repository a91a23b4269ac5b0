import { expect, test } from 'vitest'
import { hex } from '../src/hex.ts'

test('a byte is two digits, also where the first one is 0', () => {
  expect(hex(Uint8Array.of(0, 1, 15, 16, 255))).toBe('00010f10ff')
})
