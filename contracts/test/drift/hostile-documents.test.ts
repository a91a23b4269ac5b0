import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DriftError, parseDocument } from '../../src/drift/document.ts'
import { detectDrift } from '../../src/drift/drift.ts'
import { readOperations } from '../../src/drift/operation.ts'
import { gcpBucketPath, getPath, mutateDocument, schemaPath, setAt } from './mutate-document.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const documentWith = (schemas: Readonly<Record<string, unknown>>) =>
  mutateDocument((root) => {
    for (const [name, value] of Object.entries(schemas)) setAt(root, schemaPath(name), value)
    setAt(root, [...gcpBucketPath, 'properties', 'next'], ref('Next'))
  })

describe('recursive schemas are compared: a schema that contains itself', () => {
  const field = 'added getGroupBackupExportBucket 2024-05-30 response 200 GCP.next'
  test.each([
    ['in a field', { Next: { type: 'object', properties: { next: ref('Next') } } }],
    ['in an array', { Next: { type: 'array', items: ref('Next') } }],
    ['in allOf', { Next: { allOf: [ref('Next'), { type: 'string' }] } }],
    ['in other keys', { Next: { type: 'object', additionalProperties: ref('Next') } }],
    [
      'in a variant',
      {
        Next: { oneOf: [ref('Leaf'), ref('Node')] },
        Leaf: { type: 'string' },
        Node: { type: 'object', properties: { left: ref('Next') } },
      },
    ],
    [
      'as a variant',
      { Next: { oneOf: [ref('Other'), ref('Next')] }, Other: { oneOf: [ref('Next'), {}] } },
    ],
    [
      'or null',
      {
        Next: {
          type: 'object',
          properties: { next: { anyOf: [ref('Next'), { type: 'null' }] } },
        },
      },
    ],
  ])('%s', (_, schemas) => {
    const theirs = documentWith(schemas)
    const summaries = detectDrift({ theirs }).differences.map(({ kind, id }) => `${kind} ${id}`)
    expect(summaries).toContain(field)
    expect(detectDrift({ theirs, ours: theirs, accepted: [] }).differences).toEqual([])
  })
})

describe('documents that drift rejects with the problem and its place', () => {
  test.each([
    [
      'circular references',
      { Next: ref('Other'), Other: ref('Next') },
      'theirs: circular $ref #/components/schemas/Next',
    ],
    [
      'a reference that does not resolve',
      { Next: ref('Missing') },
      'theirs: $ref #/components/schemas/Missing does not resolve; is the document complete?',
    ],
    [
      'an external reference',
      { Next: { $ref: 'other.yaml#/Next' } },
      'theirs: external $ref other.yaml#/Next; bundle the document into one file',
    ],
    [
      'a reference to an inherited property',
      { Next: { $ref: '#/constructor/prototype' } },
      'theirs: $ref #/constructor/prototype does not resolve; is the document complete?',
    ],
  ])('drift rejects %s', (_, schemas, message) => {
    expect(() => detectDrift({ theirs: documentWith(schemas) })).toThrow(new DriftError(message))
  })

  test('drift rejects a few schemas with too many fields', () => {
    const doublingSchemas = Array.from({ length: 40 }, (_, index) => {
      const next = ref(index === 39 ? 'Link' : `N${index + 1}`)
      return [`N${index}`, { type: 'object', properties: { a: next, b: next } }]
    })
    const theirs = documentWith({ ...Object.fromEntries(doublingSchemas), Next: ref('N0') })
    expect(() => detectDrift({ theirs })).toThrow(/^theirs: more than 20000 fields, at list/)
  })

  test.each([
    [
      'properties',
      (inner: object) => ({ properties: { a: inner } }),
      /nested deeper than 100 fields/,
    ],
    ['allOf', (inner: object) => ({ allOf: [inner] }), /allOf nested deeper than 100$/],
  ])('drift rejects schemas nested without end in %s', (_, nest, message) => {
    let nested: object = { type: 'string' }
    for (let depth = 0; depth < 500; depth += 1) nested = nest(nested)
    expect(() => detectDrift({ theirs: documentWith({ Next: nested }) })).toThrow(message)
  })

  const tooManySteps = /^theirs: merging its schemas \(allOf, \$ref\) takes more than 1000000 steps/
  const repeat = <T>(count: number, createItem: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => createItem(index))
  const fields = (field: object) =>
    Object.fromEntries(repeat(3000, (index) => [`f${index}`, field]))

  test.each([
    [
      'fields with parts',
      { Big: { allOf: repeat(3000, () => ({})) }, Next: { properties: fields(ref('Big')) } },
    ],
    ['parts beside fields', { Next: { properties: fields({}), allOf: repeat(3000, () => ({})) } }],
    [
      'closed parts beside fields',
      {
        Next: {
          properties: fields({}),
          allOf: repeat(3000, () => ({ additionalProperties: false })),
        },
      },
    ],
    [
      'variants beside fields',
      { Next: { properties: fields({}), oneOf: repeat(3000, () => ({ type: 'object' })) } },
    ],
    [
      'fields with values',
      { Big: { enum: repeat(3000, String) }, Next: { properties: fields(ref('Big')) } },
    ],
    [
      'fields with a mapping',
      {
        Big: {
          discriminator: {
            propertyName: 'x',
            mapping: Object.fromEntries(repeat(3000, (index) => [index, 'Link'])),
          },
        },
        Next: { properties: fields(ref('Big')) },
      },
    ],
  ])('drift rejects schemas that multiply one another: %s', (_, schemas) => {
    expect(() => detectDrift({ theirs: documentWith(schemas) })).toThrow(tooManySteps)
  })

  test('drift rejects too many consecutive references', () => {
    const chain = repeat(102, (index) => [
      `N${index}`,
      ref(index === 101 ? 'Link' : `N${index + 1}`),
    ])
    const theirs = documentWith({ ...Object.fromEntries(chain), Next: ref('N0') })
    expect(() => detectDrift({ theirs })).toThrow(
      /^theirs: more than 100 consecutive \$refs, at .*N99$/,
    )
  })

  test('drift rejects a value that is nested too deeply', () => {
    const text = JSON.stringify(documentWith({ Next: { default: 'nested' } }).root)
    const nested = text.replace('"nested"', `${'['.repeat(20_000)}${']'.repeat(20_000)}`)
    expect(() => detectDrift({ theirs: parseDocument(nested, 'theirs') })).toThrow(
      'theirs: a value is nested too deeply to be compared',
    )
  })

  test('drift rejects a very long name with many fields', () => {
    const theirs = documentWith({
      Next: { properties: { ['x'.repeat(5000)]: { properties: fields({}) } } },
    })
    expect(() => detectDrift({ theirs })).toThrow(/^theirs: names longer than 5000, at list/)
  })

  test('drift rejects a document without our operations', () => {
    const theirs = parseDocument('{"openapi":"3.0.0","paths":{"/a":{"get":{}}}}', 'a.json')
    expect(() => detectDrift({ theirs })).toThrow(
      /^a.json: none of its 1 operations is list\w+, create\w+, .*; is it the Atlas Admin API v2\?$/,
    )
  })
})

test('names in references can be escaped', () => {
  const theirs = documentWith({ 'a/b~c d': { type: 'string' }, Next: ref('a~1b~0c%20d') })
  const [difference] = detectDrift({ theirs }).differences
  expect(difference).toMatchObject({ theirs: { type: 'string' } })
})

test('a path with many braces has one parameter for each closed pair', () => {
  const theirs = mutateDocument((root) => {
    setAt(root, ['paths', `/${'{'.repeat(100_000)}`], { get: { operationId: 'open' } })
    setAt(root, ['paths', `/${'{x'.repeat(100_000)}}`], { get: { operationId: 'closed' } })
  })
  const paths = readOperations(theirs).filter(({ operationId }) =>
    /^(open|closed)$/.test(operationId),
  )
  expect(paths.map(({ path }) => path.length)).toEqual([100_001, 199_999 + '{}'.length])
  expect(paths.map(({ pathParameters }) => pathParameters)).toEqual([[], ['x']])
  expect(detectDrift({ theirs, accepted: [] }).differences).toEqual([])
})

test('any number of media types that only differ in parameters are distinguished', () => {
  const theirs = mutateDocument((root) => {
    const types = Array.from({ length: 20_000 }, (_, index) => [`text/csv; part=${index}`, {}])
    setAt(root, [...getPath, 'responses', '200', 'content'], Object.fromEntries(types))
  })
  const { differences } = detectDrift({ theirs, accepted: [] })
  expect(differences.filter(({ kind }) => kind === 'added')).toHaveLength(20_000)
})

test('any value as a schema is compared, or rejected with a reason', () => {
  const keyword = fc.constantFrom('allOf', 'oneOf', 'properties', 'items', 'enum', 'type', '$ref')
  const part = fc.oneof(fc.jsonValue(), fc.dictionary(keyword, fc.jsonValue()))
  fc.assert(
    fc.property(part, fc.constantFrom('content', 'headers', 'schema'), (value, target) => {
      const theirs = mutateDocument((root) => {
        if (target === 'schema') setAt(root, gcpBucketPath, value)
        else setAt(root, [...getPath, 'responses', '200', target], value)
      })
      try {
        expect(Array.isArray(detectDrift({ theirs }).differences)).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(DriftError)
      }
    }),
    { numRuns: 60 },
  )
})

test('any text is a document, or rejected with a reason', () => {
  const yaml = fc.array(
    fc.constantFrom('a: ', '- ', '&x ', '*x ', '\n', '  ', '{', ']', '"', '!!t '),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        yaml.map((parts) => parts.join('')),
      ),
      (text) => {
        try {
          expect(parseDocument(text, 'x').root).toHaveProperty('paths')
        } catch (error) {
          expect(error).toBeInstanceOf(DriftError)
        }
      },
    ),
    { numRuns: 300 },
  )
})
