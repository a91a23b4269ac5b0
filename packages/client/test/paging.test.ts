import { operations } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AtlasApiError } from '../src/index.ts'
import { groupId } from './fakes/buckets.ts'
import { type FakeHandler, respondInSequence, respondWithError } from './fakes/fake-atlas.ts'
import { collect, createBuckets, respondWithPages, selfAndNextLinks } from './fakes/pages.ts'
import { catchRejection } from './fakes/test-client.ts'
import { createTestList } from './fakes/test-list.ts'

describe('iteration', () => {
  test('an iteration yields all buckets in order, with one request per page', async () => {
    const allBuckets = createBuckets(250)
    const { list, requests, queries } = createTestList(respondWithPages(allBuckets))
    expect(await collect(list)).toEqual(allBuckets)
    expect(queries()).toEqual([
      '?includeCount=false&itemsPerPage=100&pageNum=1',
      '?includeCount=false&itemsPerPage=100&pageNum=2',
      '?includeCount=false&itemsPerPage=100&pageNum=3',
    ])
    expect(requests[0]?.path).toBe(
      operations.listGroupBackupExportBuckets.path.replace('{groupId}', groupId),
    )
  })

  test('a page is fetched when the loop reaches it', async () => {
    const { list, requests } = createTestList(respondWithPages(createBuckets(5)), {
      itemsPerPage: 2,
    })
    const requestCounts: number[] = []
    for await (const _ of list) requestCounts.push(requests.length)
    expect(requestCounts).toEqual([1, 1, 2, 2, 3])
  })

  test('a loop that breaks fetches no further page', async () => {
    const { list, requests } = createTestList(respondWithPages(createBuckets(5)), {
      itemsPerPage: 2,
    })
    for await (const { _id } of list) if (_id.endsWith('1')) break
    expect(requests).toHaveLength(1)
  })

  test('each iteration starts at pageNum', async () => {
    const allBuckets = createBuckets(5)
    const { list, requests } = createTestList(respondWithPages(allBuckets), {
      itemsPerPage: 2,
      pageNum: 2,
    })
    expect(await collect(list)).toEqual(allBuckets.slice(2))
    expect(await collect(list)).toEqual(allBuckets.slice(2))
    expect(requests).toHaveLength(4)
  })

  test('includeCount of the caller is sent', async () => {
    const { list, queries } = createTestList(respondWithPages(createBuckets(1)), {
      includeCount: true,
    })
    await collect(list)
    expect(queries()).toEqual(['?includeCount=true&itemsPerPage=100&pageNum=1'])
  })

  test('an error of a page rejects after the buckets before it', async () => {
    const { list } = createTestList(
      respondInSequence(respondWithPages(createBuckets(5)), respondWithError('ACCESS_FORBIDDEN')),
      {
        itemsPerPage: 2,
      },
    )
    const seenIds: string[] = []
    const iteration = (async () => {
      for await (const { _id } of list) seenIds.push(_id)
    })()
    expect(await catchRejection(iteration)).toBeInstanceOf(AtlasApiError)
    expect(seenIds).toHaveLength(2)
  })

  test('a page is retried after a temporary failure', async () => {
    const allBuckets = createBuckets(3)
    const pageHandler = respondWithPages(allBuckets)
    const api = respondInSequence(
      pageHandler,
      respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }),
      pageHandler,
    )
    const { list, requests } = createTestList(api, { itemsPerPage: 2 })
    expect(await collect(list)).toEqual(allBuckets)
    expect(requests).toHaveLength(3)
  })
})

describe('the end of a list', () => {
  const noLinks = () => undefined
  test.each([
    ['after a page without a next link', 4, selfAndNextLinks, 2],
    ['after a page that is not full', 5, selfAndNextLinks, 3],
    ['after a page that is not full, without links', 5, noLinks, 3],
    ['after an empty page that follows a full one, without links', 4, noLinks, 3],
    ['after an empty page whose links are empty', 4, () => [], 3],
    ['after the first page when it is empty', 0, noLinks, 1],
    [
      'after an empty page with a next link, but not after a page with a next link that is not full',
      3,
      () => selfAndNextLinks(1, false),
      3,
    ],
  ])('an iteration ends %s', async (_, count, createLinks, requestCount) => {
    const allBuckets = createBuckets(count)
    const { list, requests } = createTestList(respondWithPages(allBuckets, createLinks), {
      itemsPerPage: 2,
    })
    expect(await collect(list)).toEqual(allBuckets)
    expect(requests).toHaveLength(requestCount)
  })

  test('an iteration yields every bucket once, for any number of buckets and any links', async () => {
    const cases = fc.record({
      count: fc.nat(30),
      itemsPerPage: fc.integer({ min: 1, max: 12 }),
      createLinks: fc.constantFrom(selfAndNextLinks, noLinks, () => []),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, itemsPerPage, createLinks }) => {
        const allBuckets = createBuckets(count)
        const { list, requests } = createTestList(respondWithPages(allBuckets, createLinks), {
          itemsPerPage,
        })
        expect(await collect(list)).toEqual(allBuckets)
        expect(requests.length).toBeLessThanOrEqual(Math.floor(count / itemsPerPage) + 1)
      }),
      { numRuns: 50 },
    )
  })
})

describe('totalCount and the order of buckets', () => {
  const noLinks = () => undefined
  const counts = fc.constantFrom<number | undefined>(
    undefined,
    0,
    1,
    7,
    1e9,
    Number.MAX_SAFE_INTEGER,
  )
  const cases = fc.record({
    allBuckets: fc.nat(20).chain((count) => {
      const buckets = createBuckets(count)
      return fc.shuffledSubarray(buckets, { minLength: count })
    }),
    itemsPerPage: fc.integer({ min: 1, max: 8 }),
    createLinks: fc.constantFrom(selfAndNextLinks, noLinks, () => []),
    totalCounts: fc.array(counts, { minLength: 25, maxLength: 25 }),
    includeCount: fc.constantFrom(true, false, undefined),
  })

  test('an iteration ignores totalCount and yields each bucket once, in the order of the server', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ allBuckets, createLinks, totalCounts, ...input }) => {
        const api = respondWithPages(allBuckets, createLinks, (nth) => totalCounts[nth])
        const { list, requests } = createTestList(api, input)
        expect(await collect(list)).toEqual(allBuckets)
        expect(requests.length).toBeLessThanOrEqual(
          Math.floor(allBuckets.length / input.itemsPerPage) + 1,
        )
      }),
      { numRuns: 100 },
    )
  })

  test.each([undefined, 0, 1e12])(
    'the totalCount of a page is returned unchanged: %s',
    async (count) => {
      const { list } = createTestList(
        respondWithPages(createBuckets(3), selfAndNextLinks, () => count),
      )
      expect((await list.page()).totalCount).toBe(count)
    },
  )
})

describe('all()', () => {
  test('all() resolves with the buckets of every page', async () => {
    const allBuckets = createBuckets(5)
    const { list, requests } = createTestList(respondWithPages(allBuckets), { itemsPerPage: 2 })
    expect(await list.all()).toEqual(allBuckets)
    expect(requests).toHaveLength(3)
  })

  test('all() resolves with an empty array for a project without buckets', async () => {
    expect(await createTestList(respondWithPages([])).list.all()).toEqual([])
  })

  test('each call of all() starts at pageNum', async () => {
    const allBuckets = createBuckets(5)
    const { list, requests } = createTestList(respondWithPages(allBuckets), {
      itemsPerPage: 2,
      pageNum: 3,
    })
    expect([await list.all(), await list.all()]).toEqual([allBuckets.slice(4), allBuckets.slice(4)])
    expect(requests).toHaveLength(2)
  })

  test('all() rejects with the error of a page', async () => {
    const api = respondInSequence(
      respondWithPages(createBuckets(5)),
      respondWithError('ACCESS_FORBIDDEN'),
    )
    const { list } = createTestList(api, { itemsPerPage: 2 })
    expect(await catchRejection(list.all())).toBeInstanceOf(AtlasApiError)
  })

  test('all() rejects with the reason of the signal, before the first page and between pages', async () => {
    const reason = new Error('changed my mind')
    const abortedList = createTestList(respondWithPages(createBuckets(5)), {
      signal: AbortSignal.abort(reason),
    })
    expect(await catchRejection(abortedList.list.all())).toBe(reason)
    expect(abortedList.requests).toEqual([])
    const controller = new AbortController()
    const abortOnSecond: FakeHandler = (c, nth) => {
      if (nth === 2) controller.abort(reason)
      return respondWithPages(createBuckets(5))(c, nth)
    }
    const { list, requests } = createTestList(abortOnSecond, {
      itemsPerPage: 1,
      signal: controller.signal,
    })
    expect(await catchRejection(list.all())).toBe(reason)
    expect(requests).toHaveLength(2)
  })
})

describe('aborting an iteration', () => {
  const reason = new Error('changed my mind')

  test('an abort in the middle of a page ends the iteration before the next bucket', async () => {
    const controller = new AbortController()
    const { list, requests } = createTestList(respondWithPages(createBuckets(5)), {
      signal: controller.signal,
    })
    const iterator = list[Symbol.asyncIterator]()
    await iterator.next()
    controller.abort(reason)
    expect(await catchRejection(iterator.next())).toBe(reason)
    expect(await iterator.next()).toHaveProperty('done', true)
    expect(requests).toHaveLength(1)
  })

  test('an abort during a request ends the iteration', async () => {
    const controller = new AbortController()
    const abortingHandler: FakeHandler = () => {
      controller.abort(reason)
      return new Promise(() => undefined)
    }
    const { list, requests } = createTestList(
      respondInSequence(respondWithPages(createBuckets(5)), abortingHandler),
      {
        itemsPerPage: 1,
        signal: controller.signal,
      },
    )
    const iterator = list[Symbol.asyncIterator]()
    await iterator.next()
    expect(await catchRejection(iterator.next())).toBe(reason)
    expect(requests).toHaveLength(2)
  })

  test('an abort before the first page sends nothing', async () => {
    const { list, requests } = createTestList(respondWithPages([]), {
      signal: AbortSignal.abort(reason),
    })
    expect(await catchRejection(collect(list))).toBe(reason)
    expect(await catchRejection(list.page())).toBe(reason)
    expect(requests).toEqual([])
  })
})
