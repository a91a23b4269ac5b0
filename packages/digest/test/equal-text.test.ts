import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timingSafeEqualText } from '../src/equal-text.ts'

test('texts are equal when each character is, and there are as many', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 4 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(timingSafeEqualText(a, b)).toBe(a === b)
    }),
    { numRuns: 1000 },
  )
})
