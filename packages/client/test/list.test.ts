import {
  apiVersions,
  ValidationError,
  vendorContentType,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../src/index.ts'
import { bucket, success } from './stand-in/atlas.ts'
import { buckets, groupId } from './stand-in/buckets.ts'
import { clientOf, rejection } from './stand-in/client.ts'
import { listOf } from './stand-in/list.ts'
import { newestOf } from './stand-in/newest.ts'
import { all, numbered, pages, selfAndNext } from './stand-in/pages.ts'

describe('nothing is sent', () => {
  test('before the list is iterated or a page is asked for', async () => {
    const { list, arrived } = listOf(pages(numbered(1)))
    list[Symbol.asyncIterator]()
    expect(arrived).toEqual([])
    await list.page()
    expect(arrived).toHaveLength(1)
  })

  test.each([
    [{ groupId: 'abc' }, 'GroupId: expected 24 lower-case hexadecimal digits'],
    [{ itemsPerPage: 0 }, 'itemsPerPage: expected at least 1, got 0'],
    [{ itemsPerPage: 501 }, 'itemsPerPage: expected at most 500, got 501'],
    [{ itemsPerPage: 2.5 }, 'itemsPerPage: expected an integer, got "2.5"'],
    [{ itemsPerPage: Number.NaN }, 'itemsPerPage: expected an integer, got "NaN"'],
    [{ itemsPerPage: null }, 'itemsPerPage: expected an integer, got "null"'],
    [{ pageNum: 0 }, 'pageNum: expected at least 1, got 0'],
    [{ pageNum: -1 }, 'pageNum: expected an integer, got "-1"'],
    [{ includeCount: 'yes' }, 'includeCount: expected true or false, got "yes"'],
    [{ version: '2024-01-01' }, 'ApiVersion: expected one of '],
  ])('for an input that cannot be: %o', async (input, message) => {
    const { client, api } = clientOf({ api: pages([]) })
    const list = Reflect.apply(client.exportBuckets.list, undefined, [{ groupId, ...input }])
    for (const failed of [list.page(), all(list)]) {
      const error = await rejection(failed)
      expect(error).toBeInstanceOf(ValidationError)
      expect(error).toHaveProperty('message', expect.stringContaining(message))
    }
    expect(api).toEqual([])
  })

  test('and every violation is named', async () => {
    const { list } = listOf(pages([]), { itemsPerPage: 0, pageNum: 0 })
    expect(await rejection(list.page())).toHaveProperty('issues', [
      { path: ['itemsPerPage'], code: 'rule', message: 'expected at least 1, got 0' },
      { path: ['pageNum'], code: 'rule', message: 'expected at least 1, got 0' },
    ])
  })
})

describe('a page', () => {
  test('is as Atlas answers it, counted unless the caller says otherwise', async () => {
    const every = numbered(5)
    const counted = listOf(pages(every), { itemsPerPage: 2 })
    expect(await counted.list.page()).toEqual({
      links: selfAndNext(1, false),
      results: every.slice(0, 2),
      totalCount: 5,
    })
    expect(counted.searches()).toEqual(['?includeCount=true&itemsPerPage=2&pageNum=1'])
    const uncounted = listOf(pages(every), { includeCount: false })
    expect(await uncounted.list.page()).not.toHaveProperty('totalCount')
  })

  test('is any page: the one named, or the pageNum of the list', async () => {
    const every = numbered(5)
    const { list } = listOf(pages(every), { itemsPerPage: 2, pageNum: 2 })
    expect(await list.page()).toHaveProperty('results', every.slice(2, 4))
    expect(await list.page(3)).toHaveProperty('results', every.slice(4))
    expect(await list.page(9)).toHaveProperty('results', [])
    expect(await rejection(list.page(0))).toBeInstanceOf(ValidationError)
  })

  test.each([
    ['{}', 'results: missing'],
    ['{"results":null}', 'results: expected an array'],
    ['{"results":[{"cloudProvider":"AWS"}]}', 'results: 0: _id: missing'],
    ['[]', 'expected an object'],
  ])('of another shape is an UnexpectedResponseError: %s', async (body, message) => {
    const { list } = listOf((c) =>
      c.body(body, 200, {
        'Content-Type': vendorContentType(newestOf('listGroupBackupExportBuckets')),
      }),
    )
    const error = await rejection(list.page())
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  })

  test('of one bucket is none: an UnexpectedResponseError', async () => {
    expect(await rejection(listOf(bucket()).list.page())).toBeInstanceOf(UnexpectedResponseError)
  })
})

describe('the version', () => {
  test.each(apiVersions)('%s is asked for', async (version) => {
    const { list, arrived } = listOf(pages(numbered(1)), { version })
    expect(await all(list)).toHaveLength(1)
    expect(arrived[0]?.headers.get('Accept')).toBe(vendorMediaType(version))
  })

  test('decides which buckets there may be', async () => {
    const answer = success('listGroupBackupExportBuckets', { results: Object.values(buckets) })
    expect(await all(listOf(answer).list)).toEqual(Object.values(buckets))
    const old = listOf(answer, { version: '2023-01-01' }).list
    expect(await rejection(old.page())).toBeInstanceOf(UnexpectedResponseError)
  })
})
