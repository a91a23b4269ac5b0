import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '../src/index.ts'

const parseListQuery = (search: string) => {
  const parameters = new URLSearchParams(search)
  return parseQuery('listGroupBackupExportBuckets', (name) => parameters.getAll(name))
}

describe('parseQuery', () => {
  test('a missing parameter gets its documented default', () => {
    expect(parseListQuery('')).toEqual({
      ok: true,
      query: { envelope: false, includeCount: true, itemsPerPage: 100, pageNum: 1, pretty: false },
    })
  })

  test('values are converted to the type of the parameter, and unknown parameters are ignored', () => {
    expect(
      parseListQuery('itemsPerPage=500&pageNum=2147483648&includeCount=false&pretty=true&x=1'),
    ).toMatchObject({
      query: { includeCount: false, itemsPerPage: 500, pageNum: 2147483648, pretty: true },
    })
  })

  test.each([
    ['itemsPerPage=0', 'itemsPerPage', 'expected at least 1, got 0'],
    ['itemsPerPage=501', 'itemsPerPage', 'expected at most 500, got 501'],
    ['pageNum=0', 'pageNum', 'expected at least 1, got 0'],
    ['pageNum=-1', 'pageNum', 'expected an integer, got "-1"'],
    ['pageNum=1e3', 'pageNum', 'expected an integer, got "1e3"'],
    ['pageNum=1000000000000000', 'pageNum', 'expected an integer, got "1000000000000000"'],
    ['pageNum=', 'pageNum', 'expected an integer, got ""'],
    ['pageNum=true', 'pageNum', 'expected an integer, got "true"'],
    ['pretty=TRUE', 'pretty', 'expected true or false, got "TRUE"'],
    ['pretty=1', 'pretty', 'expected true or false, got "1"'],
    ['pretty=true&pretty=true', 'pretty', 'expected true or false, got an array'],
  ])('the query %s is invalid', (search, field, message) => {
    expect(parseListQuery(search)).toMatchObject({
      ok: false,
      issues: [{ path: [field], message }],
    })
  })

  test('every invalid parameter is reported', () => {
    expect(parseListQuery('pretty=1&pageNum=x')).toMatchObject({
      issues: [{ path: ['pageNum'] }, { path: ['pretty'] }],
    })
  })

  test('any text is parsed without an exception, and valid values are within their bounds', () => {
    const value = fc.oneof(fc.string(), fc.integer().map(String))
    fc.assert(
      fc.property(value, value, (pageNum, itemsPerPage) => {
        const parsed = parseListQuery(new URLSearchParams({ pageNum, itemsPerPage }).toString())
        if (!parsed.ok) return
        expect(parsed.query.pageNum).toBeGreaterThan(0)
        expect(parsed.query.itemsPerPage <= 500).toBe(true)
      }),
    )
  })
})
