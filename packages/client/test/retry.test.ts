import { revokePath } from '@export-buckets/core'
import { describe, expect, test, vi } from 'vitest'
import { type AnyFetch, createClient, NetworkError } from '../src/index.ts'
import { bucket, failure, inTurn, unavailable } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { unsignedClientOf as clientOf, noAuth, rejection } from './stand-in/client.ts'
import { holdTheClock } from './stand-in/clock.ts'
import { until } from './stand-in/until.ts'
import { letWait, untilItWaits } from './stand-in/waits.ts'

holdTheClock()

describe('what is repeated', () => {
  test.each([429, 502, 503, 504])('%i', async (status) => {
    const { client, api } = clientOf({ api: inTurn(unavailable(status), bucket()) })
    const answer = client.exportBuckets.get(ids)
    await letWait(1)
    expect(await answer).toHaveProperty('cloudProvider', 'AWS')
    expect(api).toHaveLength(2)
  })

  test.each([400, 403, 404, 406, 410, 500])('not %i', async (status) => {
    const { client, api } = clientOf({ api: unavailable(status) })
    expect(await rejection(client.exportBuckets.get(ids))).toHaveProperty('status', status)
    expect(api).toHaveLength(1)
  })

  test('a network failure, three times by default', async () => {
    const { client, sent } = failing(Number.POSITIVE_INFINITY)
    const failed = rejection(client.exportBuckets.get(ids))
    await letWait(3)
    expect(await failed).toBeInstanceOf(NetworkError)
    expect(sent()).toBe(4)
  })

  test('an answer whose body breaks off', async () => {
    const broken = () =>
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    const { client, api } = clientOf({ api: inTurn(() => new Response(broken()), bucket()) })
    const answer = client.exportBuckets.get(ids)
    await letWait(1)
    expect(await answer).toHaveProperty('cloudProvider', 'AWS')
    expect(api).toHaveLength(2)
  })

  test('a network failure of a request with a query', async () => {
    const { client, sent } = failing(1)
    const answer: Promise<unknown> = Reflect.apply(client.GET, client, [
      '/api/other',
      { params: { query: { a: 1 } } },
    ])
    await letWait(1)
    await answer
    expect(sent()).toBe(2)
  })

  test.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS', 'GET'] as const)(
    '%s, with its body',
    async (method) => {
      const { client, api } = clientOf({ api: inTurn(unavailable(503), unavailable(200)) })
      const body = method === 'PUT' || method === 'DELETE' ? 'the body' : undefined
      const call: unknown = Reflect.apply(client[method], client, [
        '/api/other',
        { body, bodySerializer: String },
      ])
      await letWait(1)
      await call
      expect(api.map((each) => each.body)).toEqual([body ?? '', body ?? ''])
    },
  )

  test.each(['POST', 'PATCH'] as const)('not %s', async (method) => {
    const { client, api } = clientOf({ api: unavailable(503) })
    await Reflect.apply(client[method], client, ['/api/other', { body: {} }])
    expect(api).toHaveLength(1)
  })

  test('not a POST that failed in the network', async () => {
    const { client, sent } = failing(1)
    const init = { body: { token: 't' } }
    expect(await rejection(client.POST(revokePath, init))).toBeInstanceOf(NetworkError)
    expect(sent()).toBe(1)
  })

  test('nothing with retry: false', async () => {
    const { client, api } = clientOf({ api: unavailable(503) }, { retry: false })
    expect(await rejection(client.exportBuckets.get(ids))).toHaveProperty('status', 503)
    expect(api).toHaveLength(1)
  })

  test('nothing more than limit allows', async () => {
    const { client, api } = clientOf({ api: unavailable(503) }, { retry: { limit: 1 } })
    const failed = rejection(client.exportBuckets.get(ids))
    await letWait(1)
    expect(await failed).toHaveProperty('status', 503)
    expect(api).toHaveLength(2)
  })
})

/** A client whose API requests fail in the network so many times. */
function failing(times: number) {
  let sent = 0
  const { app } = clientOf()
  const fetch: AnyFetch = (url, init) => {
    sent++
    if (sent <= times)
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    return app.request(url, init)
  }
  return { client: clientOf({}, { fetch }).client, sent: () => sent }
}

describe('while it waits', () => {
  test('an abort ends the call at once and leaves no timer behind', async () => {
    const { client, api } = clientOf({ api: failure('RATE_LIMITED', { 'Retry-After': '15' }) })
    const controller = new AbortController()
    const failed = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
    await untilItWaits()
    await vi.advanceTimersByTimeAsync(1000)
    const reason = new Error('changed my mind')
    controller.abort(reason)
    expect(await failed).toBe(reason)
    await until(() => vi.getTimerCount() === 0)
    expect(api).toHaveLength(1)
  })

  test('the body of the response it gave up is cancelled', async () => {
    const cancel = vi.fn()
    const endless = () => new Response(new ReadableStream({ cancel }), { status: 503 })
    const { client } = clientOf({ api: inTurn(endless, bucket()) })
    const answer = client.exportBuckets.get(ids)
    await letWait(1)
    await answer
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
    const make = () => Reflect.apply(createClient, undefined, [{ auth: noAuth, retry }])
    expect(make).toThrow(new TypeError('retry: expected false or an object'))
  })
})
