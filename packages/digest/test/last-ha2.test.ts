import fc from 'fast-check'
import { expect, test } from 'vitest'
import { algorithms, ha2 } from '../src/algorithms.ts'
import { rememberingHa2 } from '../src/last-ha2.ts'

test('whatever was asked before, H(A2) is that of the algorithm, the method and the target', () => {
  const asked = fc.tuple(
    fc.constantFrom(...algorithms),
    fc.constantFrom('GET', 'DELETE'),
    fc.constantFrom('/a', '/b'),
  )
  fc.assert(
    fc.property(fc.array(asked), (all) => {
      const remembered = rememberingHa2()
      for (const [algorithm, method, uri] of all) {
        expect(remembered(algorithm, { method, uri })).toBe(ha2(algorithm, { method, uri }))
      }
    }),
  )
})
