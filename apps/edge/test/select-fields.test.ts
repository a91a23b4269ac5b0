import {
  type ObjectSchema,
  type Schema,
  schemaIssues,
  type UnionSchema,
} from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { selectFields } from '../src/http/select-fields.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { accept, buckets, createTestApp, groupId, path, seedStore } from './create-test-app.ts'

const link: ObjectSchema = {
  type: 'object',
  required: [],
  properties: { href: { type: 'string' }, rel: { type: 'string' } },
}
const aws: ObjectSchema = {
  type: 'object',
  required: ['kind'],
  properties: {
    anything: {},
    kind: { type: 'string', enum: ['A'] },
    links: { type: 'array', items: link },
  },
}
const open: ObjectSchema = { ...link, additionalProperties: true }
const union: UnionSchema = { discriminator: 'kind', variants: { A: aws, B: open } }

const serialize = (schema: Schema, value: unknown) => JSON.stringify(selectFields(schema, value))

describe('selectFields', () => {
  test.each([
    ['an object', link, { rel: 'self', title: 't', href: 'x' }, { href: 'x', rel: 'self' }],
    [
      'a list',
      { type: 'array', items: link } as const,
      [{ rel: 'a', b: 1 }, {}],
      [{ rel: 'a' }, {}],
    ],
    [
      'a variant',
      union,
      { kind: 'A', secret: 1, links: [{ rel: 'a', b: 1 }] },
      { kind: 'A', links: [{ rel: 'a' }] },
    ],
    [
      'a variant with additional properties',
      union,
      { kind: 'B', extra: 1 },
      { extra: 1, kind: 'B' },
    ],
    [
      'a field that may be anything',
      aws,
      { kind: 'A', anything: { b: [1] } },
      { anything: { b: [1] }, kind: 'A' },
    ],
    ['an undefined field', aws, { kind: 'A', links: undefined }, { kind: 'A' }],
    ['an inherited name', link, JSON.parse('{"toString":1,"__proto__":1,"rel":"a"}'), { rel: 'a' }],
  ])('%s is written with the fields of its schema only', (_, schema, value, expected) => {
    expect(serialize(schema, value)).toBe(JSON.stringify(expected))
  })

  test('any value is written as JSON with keys in alphabetical order', () => {
    const value = fc.record({
      kind: fc.constantFrom('A', 'B', 'C'),
      links: fc.jsonValue(),
      rel: fc.string(),
      anything: fc.jsonValue(),
    })
    fc.assert(
      fc.property(value, (body) => {
        const parsedOutput: object = JSON.parse(serialize(union, body))
        const parsedInput: unknown = JSON.parse(JSON.stringify(body))
        const keys = Object.keys(parsedOutput)
        if (body.kind !== 'C') expect(keys).toEqual(keys.toSorted())
        expect(parsedInput).toMatchObject(parsedOutput)
        expect(schemaIssues(union, parsedOutput)).toEqual(schemaIssues(union, body))
      }),
    )
  })
})

test('a stored field of a newer version is not returned by older versions', async () => {
  const store = await seedStore(memoryStore())
  for (const bucket of buckets) {
    await store.saveExportBucket(groupId, { ...bucket, ...{ storageClass: 'STANDARD' } })
  }
  const testApp = await createTestApp({ store })
  const list = `/api/atlas/v2/groups/${groupId}/backup/exportBuckets`
  for (const version of ['2023-01-01', '2024-05-30', '2025-03-12'] as const) {
    expect(await (await testApp.get(list, accept(version))).text()).not.toContain('storageClass')
    const bucketResponse = await testApp.get(path(buckets[0]?._id ?? ''), accept(version))
    expect(bucketResponse.status).toBe(200)
    expect(await bucketResponse.json()).not.toHaveProperty('storageClass')
  }
})
