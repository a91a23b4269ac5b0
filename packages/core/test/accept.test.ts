import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAccept, parseVersionDate, vendorMediaType } from '../src/index.ts'

describe('parseAccept (RFC 9110, section 12.5.1)', () => {
  test.each([
    ['', []],
    ['*/*', [['*/*', 1]]],
    [
      'application/json;q=0.5, text/*',
      [
        ['application/json', 0.5],
        ['text/*', 1],
      ],
    ],
    ['Application/VND.Atlas.2024-05-30+JSON', [['application/vnd.atlas.2024-05-30+json', 1]]],
    ['a/b ; q = 0.5', [['a/b', 0.5]]],
    ['a/b;Q=0.125;ext=1', [['a/b', 0.125]]],
    ['a/b;q=1', [['a/b', 1]]],
    [
      'a/b;x="y,z;q=0";q=0.1,c/d',
      [
        ['a/b', 0.1],
        ['c/d', 1],
      ],
    ],
    ['a/b;x="\\",";q=0.1', [['a/b', 0.1]]],
    [
      'a/b;q=1.000,c/d;q=0.',
      [
        ['a/b', 1],
        ['c/d', 0],
      ],
    ],
    [' , ,a/b,', [['a/b', 1]]],
    [',a/b', [['a/b', 1]]],
  ])('%j has the media ranges %j', (header, ranges) => {
    expect(parseAccept(header).map(({ mediaType, q }) => [mediaType, q])).toEqual(ranges)
  })

  test.each([
    'a',
    'a/',
    '/b',
    'a/b/c',
    'a b/c',
    'a/b;q=2',
    'a/b;q=-1',
    'a/b;q=0.1234',
    'a/b;q=',
    'a/b;q=x',
    'ä/b',
  ])('a malformed media range is ignored, and the others are parsed: %j', (range) => {
    expect(parseAccept(`${range}, c/d`)).toEqual([{ mediaType: 'c/d', q: 1 }])
  })

  test('any string is parsed without an exception, and weights are from 0 to 1', () => {
    const piece = fc.constantFrom('a/b', ',', ';', 'q=', '0.5', '"', '\\', ' ', '*/*', '=', '\t')
    const header = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(header, (text) => {
        for (const { q } of parseAccept(text)) expect(q >= 0 && q <= 1).toBe(true)
      }),
    )
  })

  test('serialized media ranges are parsed to the same values', () => {
    const range = fc.record({
      date: fc.date({
        min: new Date('2000-01-01'),
        max: new Date('2099-12-31'),
        noInvalidDate: true,
      }),
      thousandths: fc.integer({ min: 0, max: 1000 }),
    })
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const expected = ranges.map(({ date, thousandths }) => ({
          mediaType: vendorMediaType(date.toISOString().slice(0, 10)),
          q: thousandths / 1000,
        }))
        const header = expected.map(({ mediaType, q }) => `${mediaType};q=${q}`).join(', ')
        expect(parseAccept(header)).toEqual(expected)
      }),
    )
  })
})

describe('parseVersionDate', () => {
  test('any date of the calendar is valid', () => {
    expect(parseVersionDate('application/vnd.atlas.2024-02-29+json')).toBe('2024-02-29')
  })

  test.each([
    'application/vnd.atlas.2023-02-29+json',
    'application/vnd.atlas.2024-13-01+json',
    'application/vnd.atlas.2024-00-10+json',
    'application/vnd.atlas.20240530+json',
    'application/vnd.atlas.2024-05-30+csv',
    'application/vnd.atlas.preview+json',
    'application/vnd.atlas.2024-05-30+json2',
    'x-application/vnd.atlas.2024-05-30+json',
    'application/json',
  ])('the media type %s has no version date', (mediaType) => {
    expect(parseVersionDate(mediaType)).toBeUndefined()
  })
})

test('a header of more than 2048 characters has no media ranges', () => {
  const header = 'application/json'.padEnd(2048, ',')
  expect(parseAccept(header)).toHaveLength(1)
  expect(parseAccept(`${header},`)).toEqual([])
})
