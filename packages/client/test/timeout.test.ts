import { once } from 'node:events'
import type { Socket } from 'node:net'
import { listen } from '@export-buckets/test-support/listen'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, TimeoutError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import { respondInSequence, respondWithBucket, respondWithError } from './fakes/fake-atlas.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const neverRespond = () => new Promise<Response>(() => undefined)
const endlessBody =
  (status = 200) =>
  () =>
    new Response(new ReadableStream(), { status })

describe('the timeout of a call', () => {
  test.each([
    ['the headers hang', neverRespond],
    ['the body hangs', endlessBody()],
    ['the body of an error hangs', endlessBody(404)],
  ])('a call rejects with a TimeoutError when %s', async (_, handler) => {
    const { client, api } = createTestClient({ api: handler }, { auth: noAuth, timeout: 700 })
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    await waitUntil(() => api.length === 1)
    await vi.advanceTimersByTimeAsync(700)
    const error = await errorPromise
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ code: 'TIMEOUT', timeout: 700 })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('the default timeout is 30 seconds', async () => {
    const { client } = createTestClient({ api: neverRespond })
    const onSettled = vi.fn()
    const errorPromise = catchRejection(client.exportBuckets.get(ids)).finally(onSettled)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(onSettled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await errorPromise).toHaveProperty('message', expect.stringContaining('after 30000 ms'))
  })

  test('the timeout of a call overrides the client’s', async () => {
    const { client } = createTestClient({ api: neverRespond }, { timeout: 10_000 })
    const errorPromise = catchRejection(client.exportBuckets.get({ ...ids, timeout: 20 }))
    await vi.advanceTimersByTimeAsync(20)
    expect(await errorPromise).toHaveProperty('timeout', 20)
  })

  test('the timeout includes all retries', async () => {
    const unavailable = respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '3' })
    const { client, api } = createTestClient(
      { api: respondInSequence(unavailable, unavailable, neverRespond) },
      { auth: noAuth, timeout: 10_000 },
    )
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    for (let attempt = 0; attempt < 2; attempt++) {
      await waitUntil(() => vi.getTimerCount() === 2)
      await vi.advanceTimersByTimeAsync(3000)
    }
    await waitUntil(() => api.length === 3)
    await vi.advanceTimersByTimeAsync(4000)
    expect(await errorPromise).toBeInstanceOf(TimeoutError)
    expect(api).toHaveLength(3)
  })

  test('the timeout applies to the bare client', async () => {
    const { client } = createTestClient({ api: neverRespond }, { timeout: 20 })
    const params = { path: ids }
    const errorPromise = catchRejection(
      client.GET('/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}', {
        params,
      }),
    )
    await vi.advanceTimersByTimeAsync(20)
    expect(await errorPromise).toBeInstanceOf(TimeoutError)
  })

  test('a timeout closes the connection', async () => {
    const connection = Promise.withResolvers<Socket>()
    const baseUrl = await listen(({ socket }) => connection.resolve(socket))
    const client = createClient({ auth: noAuth, baseUrl, timeout: 700 })
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    const socket = await connection.promise
    await vi.advanceTimersByTimeAsync(700)
    expect(await errorPromise).toBeInstanceOf(TimeoutError)
    if (!socket.closed) await once(socket, 'close')
  })
})

describe('the caller’s signal', () => {
  test.each([
    ['before the headers', neverRespond],
    ['before the end of the body', endlessBody()],
  ])('an abort %s rejects with the reason of the signal', async (_, handler) => {
    const { client, api } = createTestClient({ api: handler })
    const controller = new AbortController()
    const errorPromise = catchRejection(
      client.exportBuckets.get({ ...ids, signal: controller.signal }),
    )
    await waitUntil(() => api.length === 1)
    controller.abort('enough')
    expect(await errorPromise).toBe('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a signal that is already aborted sends nothing', async () => {
    const { client, api, token } = createTestClient()
    const errorPromise = catchRejection(
      client.exportBuckets.get({ ...ids, signal: AbortSignal.abort('enough') }),
    )
    expect(await errorPromise).toBe('enough')
    expect([...api, ...token]).toEqual([])
  })
})

test('a successful call leaves no timer behind', async () => {
  const { client } = createTestClient({ api: respondWithBucket() })
  await client.exportBuckets.get(ids)
  expect(vi.getTimerCount()).toBe(0)
})

test.each([1, 2 ** 31 - 1])('a timeout of %d milliseconds is valid', (timeout) => {
  expect(() => createTestClient({}, { timeout })).not.toThrow()
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
  'a timeout of %d milliseconds throws a TypeError',
  async (timeout) => {
    const message = `timeout: expected a number from 1 to 2147483647, got ${timeout}`
    expect(() => createTestClient({}, { timeout })).toThrow(new TypeError(message))
    const { client, api } = createTestClient()
    expect(await catchRejection(client.exportBuckets.get({ ...ids, timeout }))).toEqual(
      new TypeError(message),
    )
    expect(api).toHaveLength(0)
  },
)
