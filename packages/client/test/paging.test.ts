import { operations } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AtlasApiError } from '../src/index.ts'
import { type Answer, failure, inTurn } from './stand-in/atlas.ts'
import { groupId } from './stand-in/buckets.ts'
import { rejection } from './stand-in/client.ts'
import { listOf } from './stand-in/list.ts'
import { all, numbered, pages, selfAndNext } from './stand-in/pages.ts'

describe('an iteration', () => {
  test('goes through all buckets in their order, with one request for each page', async () => {
    const every = numbered(250)
    const { list, arrived, searches } = listOf(pages(every))
    expect(await all(list)).toEqual(every)
    expect(searches()).toEqual([
      '?includeCount=false&itemsPerPage=100&pageNum=1',
      '?includeCount=false&itemsPerPage=100&pageNum=2',
      '?includeCount=false&itemsPerPage=100&pageNum=3',
    ])
    expect(arrived[0]?.path).toBe(
      operations.listGroupBackupExportBuckets.path.replace('{groupId}', groupId),
    )
  })

  test('asks for a page when it gets there, not before', async () => {
    const { list, arrived } = listOf(pages(numbered(5)), { itemsPerPage: 2 })
    const sent: number[] = []
    for await (const _ of list) sent.push(arrived.length)
    expect(sent).toEqual([1, 1, 2, 2, 3])
  })

  test('asks for no more when the loop breaks', async () => {
    const { list, arrived } = listOf(pages(numbered(5)), { itemsPerPage: 2 })
    for await (const { _id } of list) if (_id.endsWith('1')) break
    expect(arrived).toHaveLength(1)
  })

  test('starts at pageNum, each time anew', async () => {
    const every = numbered(5)
    const { list, arrived } = listOf(pages(every), { itemsPerPage: 2, pageNum: 2 })
    expect(await all(list)).toEqual(every.slice(2))
    expect(await all(list)).toEqual(every.slice(2))
    expect(arrived).toHaveLength(4)
  })

  test('lets Atlas count where the caller wants it to', async () => {
    const { list, searches } = listOf(pages(numbered(1)), { includeCount: true })
    await all(list)
    expect(searches()).toEqual(['?includeCount=true&itemsPerPage=100&pageNum=1'])
  })

  test('ends with the error of a page, after the buckets before it', async () => {
    const { list } = listOf(inTurn(pages(numbered(5)), failure('ACCESS_FORBIDDEN')), {
      itemsPerPage: 2,
    })
    const seen: string[] = []
    const iterated = (async () => {
      for await (const { _id } of list) seen.push(_id)
    })()
    expect(await rejection(iterated)).toBeInstanceOf(AtlasApiError)
    expect(seen).toHaveLength(2)
  })

  test('repeats a page that failed for a moment', async () => {
    const every = numbered(3)
    const first = pages(every)
    const api = inTurn(first, failure('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }), first)
    const { list, arrived } = listOf(api, { itemsPerPage: 2 })
    expect(await all(list)).toEqual(every)
    expect(arrived).toHaveLength(3)
  })
})

describe('the end of a list', () => {
  const none = () => undefined
  test.each([
    ['is the page that links to no next one', 4, selfAndNext, 2],
    ['is the page that is not full', 5, selfAndNext, 3],
    ['is the page that is not full, without links', 5, none, 3],
    ['is an empty page, where a full one comes before it and there are no links', 4, none, 3],
    ['is an empty page, where links are empty', 4, () => [], 3],
    ['is an empty page at once, without buckets', 0, none, 1],
    [
      'is an empty page, even if it links to a next one; a page that is not full and links to one is not the end',
      3,
      () => selfAndNext(1, false),
      3,
    ],
  ])('%s', async (_, count, linksOf, requests) => {
    const every = numbered(count)
    const { list, arrived } = listOf(pages(every, linksOf), { itemsPerPage: 2 })
    expect(await all(list)).toEqual(every)
    expect(arrived).toHaveLength(requests)
  })

  test('is found after every bucket once, however many there are and whatever the links', async () => {
    const cases = fc.record({
      count: fc.nat(30),
      itemsPerPage: fc.integer({ min: 1, max: 12 }),
      linksOf: fc.constantFrom(selfAndNext, none, () => []),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, itemsPerPage, linksOf }) => {
        const every = numbered(count)
        const { list, arrived } = listOf(pages(every, linksOf), { itemsPerPage })
        expect(await all(list)).toEqual(every)
        expect(arrived.length).toBeLessThanOrEqual(Math.floor(count / itemsPerPage) + 1)
      }),
      { numRuns: 50 },
    )
  })
})

describe('totalCount, which is an estimate, and the order of buckets', () => {
  const none = () => undefined
  const counts = fc.constantFrom<number | undefined>(
    undefined,
    0,
    1,
    7,
    1e9,
    Number.MAX_SAFE_INTEGER,
  )
  const cases = fc.record({
    every: fc.nat(20).chain((count) => {
      const buckets = numbered(count)
      return fc.shuffledSubarray(buckets, { minLength: count })
    }),
    itemsPerPage: fc.integer({ min: 1, max: 8 }),
    linksOf: fc.constantFrom(selfAndNext, none, () => []),
    estimates: fc.array(counts, { minLength: 25, maxLength: 25 }),
    includeCount: fc.constantFrom(true, false, undefined),
  })

  test('do not matter to an iteration: each bucket comes once, as the server has them', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ every, linksOf, estimates, ...input }) => {
        const api = pages(every, linksOf, (nth) => estimates[nth])
        const { list, arrived } = listOf(api, input)
        expect(await all(list)).toEqual(every)
        expect(arrived.length).toBeLessThanOrEqual(
          Math.floor(every.length / input.itemsPerPage) + 1,
        )
      }),
      { numRuns: 100 },
    )
  })

  test.each([undefined, 0, 1e12])('of a page is what the server says: %s', async (count) => {
    const { list } = listOf(pages(numbered(3), selfAndNext, () => count))
    expect((await list.page()).totalCount).toBe(count)
  })
})

describe('all()', () => {
  test('returns every bucket of every page in one array', async () => {
    const every = numbered(5)
    const { list, arrived } = listOf(pages(every), { itemsPerPage: 2 })
    expect(await list.all()).toEqual(every)
    expect(arrived).toHaveLength(3)
  })

  test('returns an empty array for a project without buckets', async () => {
    expect(await listOf(pages([])).list.all()).toEqual([])
  })

  test('starts at pageNum, each time anew', async () => {
    const every = numbered(5)
    const { list, arrived } = listOf(pages(every), { itemsPerPage: 2, pageNum: 3 })
    expect([await list.all(), await list.all()]).toEqual([every.slice(4), every.slice(4)])
    expect(arrived).toHaveLength(2)
  })

  test('rejects with the error of a page', async () => {
    const api = inTurn(pages(numbered(5)), failure('ACCESS_FORBIDDEN'))
    const { list } = listOf(api, { itemsPerPage: 2 })
    expect(await rejection(list.all())).toBeInstanceOf(AtlasApiError)
  })

  test('rejects with the reason of the signal, before the first page and between two', async () => {
    const reason = new Error('changed my mind')
    const before = listOf(pages(numbered(5)), { signal: AbortSignal.abort(reason) })
    expect(await rejection(before.list.all())).toBe(reason)
    expect(before.arrived).toEqual([])
    const controller = new AbortController()
    const aborting: Answer = (c, nth) => {
      if (nth === 2) controller.abort(reason)
      return pages(numbered(5))(c, nth)
    }
    const { list, arrived } = listOf(aborting, { itemsPerPage: 1, signal: controller.signal })
    expect(await rejection(list.all())).toBe(reason)
    expect(arrived).toHaveLength(2)
  })
})

describe('an abort', () => {
  const reason = new Error('changed my mind')

  test('in the middle of a page ends the iteration before the next bucket', async () => {
    const controller = new AbortController()
    const { list, arrived } = listOf(pages(numbered(5)), { signal: controller.signal })
    const iterator = list[Symbol.asyncIterator]()
    await iterator.next()
    controller.abort(reason)
    expect(await rejection(iterator.next())).toBe(reason)
    expect(await iterator.next()).toHaveProperty('done', true)
    expect(arrived).toHaveLength(1)
  })

  test('while a page is under way ends it', async () => {
    const controller = new AbortController()
    const second: Answer = () => {
      controller.abort(reason)
      return new Promise(() => undefined)
    }
    const { list, arrived } = listOf(inTurn(pages(numbered(5)), second), {
      itemsPerPage: 1,
      signal: controller.signal,
    })
    const iterator = list[Symbol.asyncIterator]()
    await iterator.next()
    expect(await rejection(iterator.next())).toBe(reason)
    expect(arrived).toHaveLength(2)
  })

  test('before the first page sends nothing', async () => {
    const { list, arrived } = listOf(pages([]), { signal: AbortSignal.abort(reason) })
    expect(await rejection(all(list))).toBe(reason)
    expect(await rejection(list.page())).toBe(reason)
    expect(arrived).toEqual([])
  })
})
