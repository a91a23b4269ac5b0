import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timingSafeEqualBytes } from '../src/equal-bytes.ts'

test('bytes are equal when each is, and there are as many', () => {
  const bytes = fc.uint8Array({ maxLength: 4, max: 2 })
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(timingSafeEqualBytes(a, b)).toBe(a.join() === b.join())
    }),
    { numRuns: 1000 },
  )
})
