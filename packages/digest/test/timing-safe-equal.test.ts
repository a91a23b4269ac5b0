import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timingSafeEqualBytes, timingSafeEqualText } from '../src/timing-safe-equal.ts'

test('texts are equal when they have the same characters', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 4 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(timingSafeEqualText(a, b)).toBe(a === b)
    }),
    { numRuns: 1000 },
  )
})

test('byte arrays are equal when they have the same bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 4, max: 2 })
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(timingSafeEqualBytes(a, b)).toBe(a.join() === b.join())
    }),
    { numRuns: 1000 },
  )
})
