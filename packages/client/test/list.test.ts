import {
  apiVersions,
  ValidationError,
  vendorContentType,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../src/index.ts'
import { buckets, groupId } from './fakes/buckets.ts'
import { respondWithBody, respondWithBucket } from './fakes/fake-atlas.ts'
import { newestResourceVersion } from './fakes/newest-version.ts'
import { collect, createBuckets, respondWithPages, selfAndNextLinks } from './fakes/pages.ts'
import { catchRejection, createTestClient } from './fakes/test-client.ts'
import { createTestList } from './fakes/test-list.ts'

describe('lazy requests and validation', () => {
  test('nothing is sent before the list is iterated or a page is requested', async () => {
    const { list, requests } = createTestList(respondWithPages(createBuckets(1)))
    list[Symbol.asyncIterator]()
    expect(requests).toEqual([])
    await list.page()
    expect(requests).toHaveLength(1)
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
  ])('invalid input rejects before anything is sent: %o', async (input, message) => {
    const { client, api } = createTestClient({ api: respondWithPages([]) })
    const list = Reflect.apply(client.exportBuckets.list, undefined, [{ groupId, ...input }])
    for (const call of [list.page(), collect(list)]) {
      const error = await catchRejection(call)
      expect(error).toBeInstanceOf(ValidationError)
      expect(error).toHaveProperty('message', expect.stringContaining(message))
    }
    expect(api).toEqual([])
  })

  test('the ValidationError of a list has every violation', async () => {
    const { list } = createTestList(respondWithPages([]), { itemsPerPage: 0, pageNum: 0 })
    expect(await catchRejection(list.page())).toHaveProperty('issues', [
      { path: ['itemsPerPage'], code: 'rule', message: 'expected at least 1, got 0' },
      { path: ['pageNum'], code: 'rule', message: 'expected at least 1, got 0' },
    ])
  })
})

describe('page()', () => {
  test('a page is returned unchanged, and counted unless the caller sets includeCount', async () => {
    const allBuckets = createBuckets(5)
    const countedList = createTestList(respondWithPages(allBuckets), { itemsPerPage: 2 })
    expect(await countedList.list.page()).toEqual({
      links: selfAndNextLinks(1, false),
      results: allBuckets.slice(0, 2),
      totalCount: 5,
    })
    expect(countedList.queries()).toEqual(['?includeCount=true&itemsPerPage=2&pageNum=1'])
    const uncountedList = createTestList(respondWithPages(allBuckets), { includeCount: false })
    expect(await uncountedList.list.page()).not.toHaveProperty('totalCount')
  })

  test('page() fetches the given page, or the pageNum of the list', async () => {
    const allBuckets = createBuckets(5)
    const { list } = createTestList(respondWithPages(allBuckets), { itemsPerPage: 2, pageNum: 2 })
    expect(await list.page()).toHaveProperty('results', allBuckets.slice(2, 4))
    expect(await list.page(3)).toHaveProperty('results', allBuckets.slice(4))
    expect(await list.page(9)).toHaveProperty('results', [])
    expect(await catchRejection(list.page(0))).toBeInstanceOf(ValidationError)
  })

  test.each([
    ['{}', 'results: missing'],
    ['{"results":null}', 'results: expected an array'],
    ['{"results":[{"cloudProvider":"AWS"}]}', 'results: 0: _id: missing'],
    ['[]', 'expected an object'],
  ])('a page with another shape is an UnexpectedResponseError: %s', async (body, message) => {
    const { list } = createTestList((c) =>
      c.body(body, 200, {
        'Content-Type': vendorContentType(newestResourceVersion('listGroupBackupExportBuckets')),
      }),
    )
    const error = await catchRejection(list.page())
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  })

  test('a single bucket instead of a page is an UnexpectedResponseError', async () => {
    expect(await catchRejection(createTestList(respondWithBucket()).list.page())).toBeInstanceOf(
      UnexpectedResponseError,
    )
  })
})

describe('versions', () => {
  test.each(apiVersions)('the API date %s is requested', async (version) => {
    const { list, requests } = createTestList(respondWithPages(createBuckets(1)), { version })
    expect(await collect(list)).toHaveLength(1)
    expect(requests[0]?.headers.get('Accept')).toBe(vendorMediaType(version))
  })

  test('the API date decides which cloud providers a list may have', async () => {
    const handler = respondWithBody('listGroupBackupExportBuckets', {
      results: Object.values(buckets),
    })
    expect(await collect(createTestList(handler).list)).toEqual(Object.values(buckets))
    const oldVersionList = createTestList(handler, { version: '2023-01-01' }).list
    expect(await catchRejection(oldVersionList.page())).toBeInstanceOf(UnexpectedResponseError)
  })
})
