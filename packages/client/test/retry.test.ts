import { revokePath } from '@export-buckets/core'
import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { describe, expect, test, vi } from 'vitest'
import { createClient, type FetchLike, NetworkError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import {
  respondInSequence,
  respondWithBucket,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { runRetryTimers, waitForRetryTimer } from './fakes/retry-timers.ts'
import { catchRejection, createUnauthenticatedClient, noAuth } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

useFakeClock()

describe('retries', () => {
  test.each([429, 502, 503, 504])('status %i is retried', async (status) => {
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(respondWithStatus(status), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await runRetryTimers(1)
    expect(await call).toHaveProperty('cloudProvider', 'AWS')
    expect(api).toHaveLength(2)
  })

  test.each([400, 403, 404, 406, 410, 500])('status %i is not retried', async (status) => {
    const { client, api } = createUnauthenticatedClient({ api: respondWithStatus(status) })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty('status', status)
    expect(api).toHaveLength(1)
  })

  test('a network failure is retried three times by default', async () => {
    const { client, sendCount } = createFailingClient(Number.POSITIVE_INFINITY)
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    await runRetryTimers(3)
    expect(await errorPromise).toBeInstanceOf(NetworkError)
    expect(sendCount()).toBe(4)
  })

  test('a response whose body breaks off is retried', async () => {
    const brokenBody = () =>
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(() => new Response(brokenBody()), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await runRetryTimers(1)
    expect(await call).toHaveProperty('cloudProvider', 'AWS')
    expect(api).toHaveLength(2)
  })

  test('a network failure of a request with a query is retried', async () => {
    const { client, sendCount } = createFailingClient(1)
    const call: Promise<unknown> = Reflect.apply(client.GET, client, [
      '/api/other',
      { params: { query: { a: 1 } } },
    ])
    await runRetryTimers(1)
    await call
    expect(sendCount()).toBe(2)
  })

  test.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS', 'GET'] as const)(
    '%s is retried with its body',
    async (method) => {
      const { client, api } = createUnauthenticatedClient({
        api: respondInSequence(respondWithStatus(503), respondWithStatus(200)),
      })
      const body = method === 'PUT' || method === 'DELETE' ? 'the body' : undefined
      const call: unknown = Reflect.apply(client[method], client, [
        '/api/other',
        { body, bodySerializer: String },
      ])
      await runRetryTimers(1)
      await call
      expect(api.map((request) => request.body)).toEqual([body ?? '', body ?? ''])
    },
  )

  test.each(['POST', 'PATCH'] as const)('%s is not retried', async (method) => {
    const { client, api } = createUnauthenticatedClient({ api: respondWithStatus(503) })
    await Reflect.apply(client[method], client, ['/api/other', { body: {} }])
    expect(api).toHaveLength(1)
  })

  test('a POST is not retried after a network failure', async () => {
    const { client, sendCount } = createFailingClient(1)
    const init = { body: { token: 't' } }
    expect(await catchRejection(client.POST(revokePath, init))).toBeInstanceOf(NetworkError)
    expect(sendCount()).toBe(1)
  })

  test('nothing is retried with retry: false', async () => {
    const { client, api } = createUnauthenticatedClient(
      { api: respondWithStatus(503) },
      { retry: false },
    )
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty('status', 503)
    expect(api).toHaveLength(1)
  })

  test('the number of retries is at most limit', async () => {
    const { client, api } = createUnauthenticatedClient(
      { api: respondWithStatus(503) },
      { retry: { limit: 1 } },
    )
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    await runRetryTimers(1)
    expect(await errorPromise).toHaveProperty('status', 503)
    expect(api).toHaveLength(2)
  })
})

/** Creates a client whose first requests fail with a network error. */
function createFailingClient(times: number) {
  let sendCount = 0
  const { app } = createUnauthenticatedClient()
  const fetch: FetchLike = (url, init) => {
    sendCount++
    if (sendCount <= times)
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    return app.request(url, init)
  }
  return { client: createUnauthenticatedClient({}, { fetch }).client, sendCount: () => sendCount }
}

describe('during the delay', () => {
  test('an abort during the delay ends the call at once and clears the timer', async () => {
    const { client, api } = createUnauthenticatedClient({
      api: respondWithError('RATE_LIMITED', { 'Retry-After': '15' }),
    })
    const controller = new AbortController()
    const errorPromise = catchRejection(
      client.exportBuckets.get({ ...ids, signal: controller.signal }),
    )
    await waitForRetryTimer()
    await vi.advanceTimersByTimeAsync(1000)
    const reason = new Error('changed my mind')
    controller.abort(reason)
    expect(await errorPromise).toBe(reason)
    await waitUntil(() => vi.getTimerCount() === 0)
    expect(api).toHaveLength(1)
  })

  test('the body of a failed response is cancelled before the retry', async () => {
    const cancel = vi.fn()
    const endlessBody = () => new Response(new ReadableStream({ cancel }), { status: 503 })
    const { client } = createUnauthenticatedClient({
      api: respondInSequence(endlessBody, respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await runRetryTimers(1)
    await call
    expect(cancel).toHaveBeenCalledOnce()
  })
})

describe('options', () => {
  test.each([
    [{ retry: { limit: -1 } }, 'retry.limit: expected a number from 0 to 100, got -1'],
    [
      { retry: { limit: Number.POSITIVE_INFINITY } },
      'retry.limit: expected a number from 0 to 100, got Infinity',
    ],
    [
      { retry: { baseDelay: Number.NaN } },
      'retry.baseDelay: expected a number from 0 to 2147483647, got NaN',
    ],
    [{ retry: { maxDelay: -5 } }, 'retry.maxDelay: expected a number from 0 to 2147483647, got -5'],
  ])('invalid retry options throw a TypeError: %o', (options, message) => {
    expect(() => createUnauthenticatedClient({}, options)).toThrow(new TypeError(message))
  })

  test.each([3, true, '5', null])(
    'retry: %j throws a TypeError instead of using the defaults',
    (retry) => {
      const createInvalidClient = () =>
        Reflect.apply(createClient, undefined, [{ auth: noAuth, retry }])
      expect(createInvalidClient).toThrow(new TypeError('retry: expected false or an object'))
    },
  )
})
