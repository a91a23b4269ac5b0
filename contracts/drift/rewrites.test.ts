import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ourDocument, parseDocument } from './document.ts'
import { createComparison } from './drift.ts'
import { changes, narrowings } from './test/changes.ts'
import { type Rewrite, rewrites } from './test/rewrites.ts'
import { isTree, type Tree } from './test/sites.ts'

const ours = ourDocument()
const compare = createComparison(ours)
/** What some rewrites need a document to be before. */
const starts = [/^no rewrite$/, /^OpenAPI 3.0/, /^a parameter of every operation/].map((name) =>
  rewrites.filter((rewrite) => name.test(rewrite.name)),
)

function copyOfOurs(): Tree {
  const copy = structuredClone(ours.root)
  if (!isTree(copy)) throw new Error('our document is an object')
  return copy
}

/** What is different of a document that was written and read. */
function differencesOf(root: Tree, format: 'json' | 'yaml' = 'json'): string[] {
  const text = format === 'json' ? JSON.stringify(root) : stringify(root)
  const { differences } = compare(parseDocument(text, 'theirs'))
  return differences.map(({ kind, id }) => `${kind} ${id}`)
}

/** Does a rewrite at one of its places; returns its name, or nothing where it has no place. */
function rewriteAt(root: Tree, { name, places }: Rewrite, place: number): string[] {
  const all = places(root)
  if (all.length === 0) return []
  const before = JSON.stringify(root)
  all[place % all.length]?.()
  expect(JSON.stringify(root), name).not.toBe(before)
  return [name]
}

/** At most so many places of a rewrite, from all over the document. */
function sample(count: number, most: number): number[] {
  const step = Math.max(1, count / most)
  return Array.from({ length: Math.min(count, most) }, (_, index) => Math.floor(index * step))
}

const step = (all: readonly Rewrite[]) =>
  fc.record({ rewrite: fc.constantFrom(...all), place: fc.nat({ max: 10_000 }) })
const steps = fc.array(step(rewrites), { minLength: 1, maxLength: 12 })
// To write and read YAML takes most of the time, and is the same whatever the document is.
const format = fc.constantFrom('json', 'json', 'json', 'yaml')

describe('a document that means the same has no drift, although', () => {
  test.each(rewrites)('$name', (rewrite) => {
    let count = 0
    for (const before of starts) {
      const start = copyOfOurs()
      for (const each of before) rewriteAt(start, each, 0)
      for (const place of sample(rewrite.places(start).length, 4)) {
        const root = structuredClone(start)
        count += rewriteAt(root, rewrite, place).length
        expect(differencesOf(root), `place ${place}`).toEqual([])
      }
    }
    expect(count).toBeGreaterThan(0)
  })

  test('it is written otherwise in several ways at once', () => {
    const applied = new Set<string>()
    fc.assert(
      fc.property(steps, format, (all, text) => {
        const root = copyOfOurs()
        for (const { rewrite, place } of all)
          for (const name of rewriteAt(root, rewrite, place)) applied.add(name)
        expect(differencesOf(root, text)).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect(applied.size).toBeGreaterThan(rewrites.length / 2)
  })
})

describe('a document that means something else has drift, where', () => {
  test.each(changes)('$name', (change) => {
    const count = change.places(copyOfOurs()).length
    expect(count).toBeGreaterThan(0)
    for (const place of sample(count, 12)) {
      const root = copyOfOurs()
      rewriteAt(root, change, place)
      expect(differencesOf(root), `place ${place}`).not.toEqual([])
    }
  })

  test('it is also written otherwise, in several ways, after the change', () => {
    fc.assert(
      fc.property(step(changes), steps, format, (change, all, text) => {
        const root = copyOfOurs()
        rewriteAt(root, change.rewrite, change.place)
        for (const { rewrite, place } of all) rewriteAt(root, rewrite, place)
        expect(differencesOf(root, text)).not.toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('it is also written otherwise, in several ways, before the change', () => {
    fc.assert(
      fc.property(step(narrowings), steps, format, (change, all, text) => {
        const root = copyOfOurs()
        for (const { rewrite, place } of all) rewriteAt(root, rewrite, place)
        rewriteAt(root, change.rewrite, change.place)
        expect(differencesOf(root, text)).not.toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
