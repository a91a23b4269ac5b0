import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type OpenApiDocument, parseDocument, readOurDocument } from '../../src/drift/document.ts'
import { createComparison } from '../../src/drift/drift.ts'
import { changes, narrowings } from './changes.ts'
import { type Rewrite, rewrites } from './rewrites.ts'
import { isMutableObject, type MutableObject } from './sites.ts'

/**
 * Our document without the operations on one role and on one cluster. Their bodies have no structure that the others lack,
 * and the time of each comparison grows with the document.
 */
function readPart(): OpenApiDocument {
  const { name, root } = readOurDocument()
  const paths = Object.entries(Object(root['paths'])).filter(
    ([path]) => !/\{(roleId|clusterName)\}/.test(path),
  )
  return { name, root: { ...root, paths: Object.fromEntries(paths) } }
}

const ours = readPart()
const compare = createComparison(ours)
/** Rewrites that have to be applied before some others. */
const preparations = [/^no rewrite$/, /^it is OpenAPI 3.0/, /^a parameter of every operation/].map(
  (name) => rewrites.filter((rewrite) => name.test(rewrite.name)),
)

function copyOurDocument(): MutableObject {
  const copy = structuredClone(ours.root)
  if (!isMutableObject(copy)) throw new Error('our document is an object')
  return copy
}

/** Returns the differences of a document after writing and reading it. */
function findDifferences(root: MutableObject, format: 'json' | 'yaml' = 'json'): string[] {
  const text = format === 'json' ? JSON.stringify(root) : stringify(root)
  const { differences } = compare(parseDocument(text, 'theirs'))
  return differences.map(({ kind, id }) => `${kind} ${id}`)
}

/** Applies a rewrite at one of its places. Returns its name, or nothing when it has no place. */
function applyRewrite(
  root: MutableObject,
  { name, findEdits }: Rewrite,
  editIndex: number,
): string[] {
  const edits = findEdits(root)
  if (edits.length === 0) return []
  const before = JSON.stringify(root)
  edits[editIndex % edits.length]?.()
  expect(JSON.stringify(root), name).not.toBe(before)
  return [name]
}

/** Returns at most some places of a rewrite, spread over the document. */
function sample(count: number, maxCount: number): number[] {
  const step = Math.max(1, count / maxCount)
  return Array.from({ length: Math.min(count, maxCount) }, (_, index) => Math.floor(index * step))
}

const arbitraryStep = (candidates: readonly Rewrite[]) =>
  fc.record({ rewrite: fc.constantFrom(...candidates), editIndex: fc.nat({ max: 10_000 }) })
const arbitrarySteps = fc.array(arbitraryStep(rewrites), { minLength: 1, maxLength: 12 })
// Writing and reading YAML takes most of the time, and does not depend on the document.
const arbitraryFormat = fc.constantFrom('json', 'json', 'json', 'yaml')

describe('a document with the same meaning', () => {
  test.each(rewrites)('a document has no drift although $name', (rewrite) => {
    let count = 0
    for (const preparation of preparations) {
      const start = copyOurDocument()
      for (const rewriteBefore of preparation) applyRewrite(start, rewriteBefore, 0)
      for (const editIndex of sample(rewrite.findEdits(start).length, 4)) {
        const root = structuredClone(start)
        count += applyRewrite(root, rewrite, editIndex).length
        expect(findDifferences(root), `place ${editIndex}`).toEqual([])
      }
    }
    expect(count).toBeGreaterThan(0)
  })

  test('a document that is rewritten in several ways at once has no drift', () => {
    const appliedNames = new Set<string>()
    fc.assert(
      fc.property(arbitrarySteps, arbitraryFormat, (chosenSteps, format) => {
        const root = copyOurDocument()
        for (const { rewrite, editIndex } of chosenSteps)
          for (const name of applyRewrite(root, rewrite, editIndex)) appliedNames.add(name)
        expect(findDifferences(root, format)).toEqual([])
      }),
      { numRuns: 20 },
    )
    expect(appliedNames.size).toBeGreaterThan(rewrites.length / 2)
  })
})

describe('a document with another meaning', () => {
  test.each(changes)('a document has drift when $name', (change) => {
    const count = change.findEdits(copyOurDocument()).length
    expect(count).toBeGreaterThan(0)
    for (const editIndex of sample(count, 12)) {
      const root = copyOurDocument()
      applyRewrite(root, change, editIndex)
      expect(findDifferences(root), `place ${editIndex}`).not.toEqual([])
    }
  })

  test('a change has drift when the document is also rewritten in several ways after it', () => {
    fc.assert(
      fc.property(
        arbitraryStep(changes),
        arbitrarySteps,
        arbitraryFormat,
        (change, chosenSteps, format) => {
          const root = copyOurDocument()
          applyRewrite(root, change.rewrite, change.editIndex)
          for (const { rewrite, editIndex } of chosenSteps) applyRewrite(root, rewrite, editIndex)
          expect(findDifferences(root, format)).not.toEqual([])
        },
      ),
      { numRuns: 20 },
    )
  })

  test('a change has drift when the document is also rewritten in several ways before it', () => {
    fc.assert(
      fc.property(
        arbitraryStep(narrowings),
        arbitrarySteps,
        arbitraryFormat,
        (change, chosenSteps, format) => {
          const root = copyOurDocument()
          for (const { rewrite, editIndex } of chosenSteps) applyRewrite(root, rewrite, editIndex)
          applyRewrite(root, change.rewrite, change.editIndex)
          expect(findDifferences(root, format)).not.toEqual([])
        },
      ),
      { numRuns: 20 },
    )
  })
})
