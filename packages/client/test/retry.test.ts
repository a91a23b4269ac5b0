import { revokePath } from '@export-buckets/core'
import { describe, expect, test, vi } from 'vitest'
import { createClient, type FetchLike, NetworkError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import {
  respondInSequence,
  respondWithBucket,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { useFakeClock } from './fakes/fake-clock.ts'
import { runRetryTimers, waitForRetryTimer } from './fakes/retry-timers.ts'
import {
  catchRejection,
  createUnauthenticatedClient as clientOf,
  noAuth,
} from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

useFakeClock()

describe('what is repeated', () => {
  test.each([429, 502, 503, 504])('%i', async (status) => {
    const { client, api } = clientOf({
      api: respondInSequence(respondWithStatus(status), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await runRetryTimers(1)
    expect(await call).toHaveProperty('cloudProvider', 'AWS')
    expect(api).toHaveLength(2)
  })

  test.each([400, 403, 404, 406, 410, 500])('not %i', async (status) => {
    const { client, api } = clientOf({ api: respondWithStatus(status) })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty('status', status)
    expect(api).toHaveLength(1)
  })

  test('a network failure, three times by default', async () => {
    const { client, sendCount } = createFailingClient(Number.POSITIVE_INFINITY)
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    await runRetryTimers(3)
    expect(await errorPromise).toBeInstanceOf(NetworkError)
    expect(sendCount()).toBe(4)
  })

  test('an answer whose body breaks off', async () => {
    const brokenBody = () =>
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    const { client, api } = clientOf({
      api: respondInSequence(() => new Response(brokenBody()), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await runRetryTimers(1)
    expect(await call).toHaveProperty('cloudProvider', 'AWS')
    expect(api).toHaveLength(2)
  })

  test('a network failure of a request with a query', async () => {
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
    '%s, with its body',
    async (method) => {
      const { client, api } = clientOf({
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

  test.each(['POST', 'PATCH'] as const)('not %s', async (method) => {
    const { client, api } = clientOf({ api: respondWithStatus(503) })
    await Reflect.apply(client[method], client, ['/api/other', { body: {} }])
    expect(api).toHaveLength(1)
  })

  test('not a POST that failed in the network', async () => {
    const { client, sendCount } = createFailingClient(1)
    const init = { body: { token: 't' } }
    expect(await catchRejection(client.POST(revokePath, init))).toBeInstanceOf(NetworkError)
    expect(sendCount()).toBe(1)
  })

  test('nothing with retry: false', async () => {
    const { client, api } = clientOf({ api: respondWithStatus(503) }, { retry: false })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty('status', 503)
    expect(api).toHaveLength(1)
  })

  test('nothing more than limit allows', async () => {
    const { client, api } = clientOf({ api: respondWithStatus(503) }, { retry: { limit: 1 } })
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    await runRetryTimers(1)
    expect(await errorPromise).toHaveProperty('status', 503)
    expect(api).toHaveLength(2)
  })
})

/** A client whose API requests fail in the network so many times. */
function createFailingClient(times: number) {
  let sendCount = 0
  const { app } = clientOf()
  const fetch: FetchLike = (url, init) => {
    sendCount++
    if (sendCount <= times)
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    return app.request(url, init)
  }
  return { client: clientOf({}, { fetch }).client, sendCount: () => sendCount }
}

describe('while it waits', () => {
  test('an abort ends the call at once and leaves no timer behind', async () => {
    const { client, api } = clientOf({
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

  test('the body of the response it gave up is cancelled', async () => {
    const cancel = vi.fn()
    const endlessBody = () => new Response(new ReadableStream({ cancel }), { status: 503 })
    const { client } = clientOf({ api: respondInSequence(endlessBody, respondWithBucket()) })
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
  ])('that cannot be are a TypeError: %o', (options, message) => {
    expect(() => clientOf({}, options)).toThrow(new TypeError(message))
  })

  test.each([3, true, '5', null])('retry: %j is a TypeError, and no silent default', (retry) => {
    const createInvalidClient = () =>
      Reflect.apply(createClient, undefined, [{ auth: noAuth, retry }])
    expect(createInvalidClient).toThrow(new TypeError('retry: expected false or an object'))
  })
})
