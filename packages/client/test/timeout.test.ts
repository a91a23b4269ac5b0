import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, TimeoutError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import { respondInSequence, respondWithBucket, respondWithError } from './fakes/fake-atlas.ts'
import { listen } from './fakes/listen.ts'
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

describe('a call ends when its time is up', () => {
  test.each([
    ['the headers hang', neverRespond],
    ['the body hangs', endlessBody()],
    ['the body of an error hangs', endlessBody(404)],
  ])('while %s', async (_, handler) => {
    const { client, api } = createTestClient({ api: handler }, { auth: noAuth, timeout: 700 })
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    await waitUntil(() => api.length === 1)
    await vi.advanceTimersByTimeAsync(700)
    const error = await errorPromise
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ code: 'TIMEOUT', timeout: 700 })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('after 30 seconds by default, and not before', async () => {
    const { client } = createTestClient({ api: neverRespond })
    const onSettled = vi.fn()
    const errorPromise = catchRejection(client.exportBuckets.get(ids)).finally(onSettled)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(onSettled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await errorPromise).toHaveProperty('message', expect.stringContaining('within 30000 ms'))
  })

  test('as the call says, whatever the client says', async () => {
    const { client } = createTestClient({ api: neverRespond }, { timeout: 10_000 })
    const errorPromise = catchRejection(client.exportBuckets.get({ ...ids, timeout: 20 }))
    await vi.advanceTimersByTimeAsync(20)
    expect(await errorPromise).toHaveProperty('timeout', 20)
  })

  test('counted over all its repeats', async () => {
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

  test('for the bare client too', async () => {
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

  test('and closes its connection', async () => {
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
  ])('ends the call %s with its own reason', async (_, handler) => {
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

  test('that is aborted already lets nothing be sent', async () => {
    const { client, api, token } = createTestClient()
    const errorPromise = catchRejection(
      client.exportBuckets.get({ ...ids, signal: AbortSignal.abort('enough') }),
    )
    expect(await errorPromise).toBe('enough')
    expect([...api, ...token]).toEqual([])
  })
})

test('a call that succeeds leaves no timer behind', async () => {
  const { client } = createTestClient({ api: respondWithBucket() })
  await client.exportBuckets.get(ids)
  expect(vi.getTimerCount()).toBe(0)
})

test.each([1, 2 ** 31 - 1])('a timeout may be %d milliseconds', (timeout) => {
  expect(() => createTestClient({}, { timeout })).not.toThrow()
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
  'a timeout of %d milliseconds is a TypeError',
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
