import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoundedMap } from '../src/bounded-map.ts'

test('what was used last is kept, as much as was asked for, and at most twice as much', () => {
  const keys = fc.array(fc.nat({ max: 12 }), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), keys, (most, used) => {
      const map = new BoundedMap<number, string>(most)
      for (const key of used) if (map.get(key) === undefined) map.set(key, `value ${key}`)
      const last = [...new Set(used.toReversed())].slice(0, most)
      const all = Array.from({ length: 13 }, (_, key) => key)
      const probe = all.filter((key) => !last.includes(key))
      const kept = [...last, ...probe].map((key) => [key, map.get(key)] as const)
      for (const [key, value] of kept.slice(0, last.length)) expect(value).toBe(`value ${key}`)
      const left = kept.filter(([, value]) => value !== undefined)
      expect(left.length).toBeLessThanOrEqual(2 * most + 1)
    }),
    { numRuns: 1000 },
  )
})

test('a value is replaced, and what is cleared is gone', () => {
  const map = new BoundedMap<string, string>(1)
  for (const value of ['old', 'new']) map.set('a', value)
  map.set('b', 'other')
  expect(map.get('a')).toBe('new')
  map.clear()
  expect(['a', 'b'].map((key) => map.get(key))).toEqual([undefined, undefined])
})
