import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStrictJson } from '../src/lib/strict-json.ts'

const createNestedArray = (levels: number) =>
  `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`

describe('parseStrictJson', () => {
  test('any JSON without a forbidden key is parsed', () => {
    const key = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'"\\{}[]:,a ') }))
    const { value } = fc.letrec((recursion) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 0 }),
        key,
        recursion('array'),
        recursion('object'),
      ),
      array: fc.array(recursion('value')),
      object: fc.dictionary(key, recursion('value')),
    }))
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1), (jsonValue, indent) => {
        const text = JSON.stringify(jsonValue, null, indent)
        fc.pre(!/"(__proto__|constructor|prototype)"/.test(text))
        expect(parseStrictJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"a":1, "b":{"c":[{}, 2]}, "a" : 2}',
    '[{"a":[{"a":1,"a":2}]}]',
  ])('a duplicate key in an object is rejected: %s', (text) => {
    expect(() => parseStrictJson(text)).toThrow('duplicate key')
  })

  test('the same key is accepted in another object and within a text', () => {
    const text = '{"a":{"a":1},"b":[{"a":"a"},{"a":"\\"a\\":"}]}'
    expect(parseStrictJson(text)).toEqual(JSON.parse(text))
  })

  test.each(['__proto__', 'constructor', 'prototype'])(
    'the key %s is rejected, and accepted as a text',
    (key) => {
      expect(() => parseStrictJson(`{"a":{"${key}":{}}}`)).toThrow(`forbidden key "${key}"`)
      expect(parseStrictJson(`["${key}"]`)).toEqual([key])
    },
  )

  test('at most 16 levels of nesting are accepted', () => {
    expect(parseStrictJson(createNestedArray(16))).toEqual(JSON.parse(createNestedArray(16)))
    expect(() => parseStrictJson(`[${createNestedArray(16)}]`)).toThrow(
      'nested more than 16 levels deep',
    )
    expect(parseStrictJson(`[${'[],{},'.repeat(20)}1]`)).toHaveLength(41)
  })
})
