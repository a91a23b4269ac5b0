import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, TimeoutError } from '../src/index.ts'
import { bucket, failure, inTurn } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { clientOf, noAuth, rejection } from './stand-in/client.ts'
import { listen } from './stand-in/listen.ts'
import { until } from './stand-in/until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const never = () => new Promise<Response>(() => undefined)
const endless =
  (status = 200) =>
  () =>
    new Response(new ReadableStream(), { status })

describe('a call ends when its time is up', () => {
  test.each([
    ['the headers hang', never],
    ['the body hangs', endless()],
    ['the body of an error hangs', endless(404)],
  ])('while %s', async (_, answer) => {
    const { client, api } = clientOf({ api: answer }, { auth: noAuth, timeout: 700 })
    const failed = rejection(client.exportBuckets.get(ids))
    await until(() => api.length === 1)
    await vi.advanceTimersByTimeAsync(700)
    const error = await failed
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ code: 'TIMEOUT', timeout: 700 })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('after 30 seconds by default, and not before', async () => {
    const { client } = clientOf({ api: never })
    const settled = vi.fn()
    const failed = rejection(client.exportBuckets.get(ids)).finally(settled)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await failed).toHaveProperty('message', expect.stringContaining('within 30000 ms'))
  })

  test('as the call says, whatever the client says', async () => {
    const { client } = clientOf({ api: never }, { timeout: 10_000 })
    const failed = rejection(client.exportBuckets.get({ ...ids, timeout: 20 }))
    await vi.advanceTimersByTimeAsync(20)
    expect(await failed).toHaveProperty('timeout', 20)
  })

  test('counted over all its repeats', async () => {
    const wait = failure('SERVICE_UNAVAILABLE', { 'Retry-After': '3' })
    const { client, api } = clientOf(
      { api: inTurn(wait, wait, never) },
      { auth: noAuth, timeout: 10_000 },
    )
    const failed = rejection(client.exportBuckets.get(ids))
    for (let repeat = 0; repeat < 2; repeat++) {
      await until(() => vi.getTimerCount() === 2)
      await vi.advanceTimersByTimeAsync(3000)
    }
    await until(() => api.length === 3)
    await vi.advanceTimersByTimeAsync(4000)
    expect(await failed).toBeInstanceOf(TimeoutError)
    expect(api).toHaveLength(3)
  })

  test('for the bare client too', async () => {
    const { client } = clientOf({ api: never }, { timeout: 20 })
    const params = { path: ids }
    const failed = rejection(
      client.GET('/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}', {
        params,
      }),
    )
    await vi.advanceTimersByTimeAsync(20)
    expect(await failed).toBeInstanceOf(TimeoutError)
  })

  test('and closes its connection', async () => {
    const arrived = Promise.withResolvers<Socket>()
    const baseUrl = await listen(({ socket }) => arrived.resolve(socket))
    const client = createClient({ auth: noAuth, baseUrl, timeout: 700 })
    const failed = rejection(client.exportBuckets.get(ids))
    const socket = await arrived.promise
    await vi.advanceTimersByTimeAsync(700)
    expect(await failed).toBeInstanceOf(TimeoutError)
    if (!socket.closed) await once(socket, 'close')
  })
})

describe('the caller’s signal', () => {
  test.each([
    ['before the headers', never],
    ['before the end of the body', endless()],
  ])('ends the call %s with its own reason', async (_, answer) => {
    const { client, api } = clientOf({ api: answer })
    const controller = new AbortController()
    const failed = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
    await until(() => api.length === 1)
    controller.abort('enough')
    expect(await failed).toBe('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that is aborted already lets nothing be sent', async () => {
    const { client, api, token } = clientOf()
    const failed = rejection(
      client.exportBuckets.get({ ...ids, signal: AbortSignal.abort('enough') }),
    )
    expect(await failed).toBe('enough')
    expect([...api, ...token]).toEqual([])
  })
})

test('a call that succeeds leaves no timer behind', async () => {
  const { client } = clientOf({ api: bucket() })
  await client.exportBuckets.get(ids)
  expect(vi.getTimerCount()).toBe(0)
})

test.each([1, 2 ** 31 - 1])('a timeout may be %d milliseconds', (timeout) => {
  expect(() => clientOf({}, { timeout })).not.toThrow()
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
  'a timeout of %d milliseconds is a TypeError',
  async (timeout) => {
    const message = `timeout: expected a number from 1 to 2147483647, got ${timeout}`
    expect(() => clientOf({}, { timeout })).toThrow(new TypeError(message))
    const { client, api } = clientOf()
    expect(await rejection(client.exportBuckets.get({ ...ids, timeout }))).toEqual(
      new TypeError(message),
    )
    expect(api).toHaveLength(0)
  },
)
