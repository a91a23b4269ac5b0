import { revokePath } from '@export-buckets/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AtlasApiError, type ClientOptions, NetworkError } from '../src/index.ts'
import {
  type Answer,
  bucket,
  failure,
  inTurn,
  type StandIn,
  type StandInOptions,
} from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { noAuth, rejection, clientOf as signedInClientOf } from './stand-in/client.ts'
import { until } from './stand-in/until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 0, 1) })
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const clientOf = (atlas: StandInOptions = {}, options: Partial<ClientOptions> = {}) =>
  signedInClientOf(atlas, { auth: noAuth, ...options })

const unavailable =
  (status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response('{}', { status, headers })

/** A call that waits has two timers: its timeout and the wait. */
const untilItWaits = () => until(() => vi.getTimerCount() === 2)

/** Lets a call wait so many times, each time as long as it wants to. */
async function letWait(times: number) {
  for (let time = 0; time < times; time++) {
    await untilItWaits()
    await vi.advanceTimersToNextTimerAsync()
  }
}

/** That the call waits for exactly `delay` milliseconds before it sends request number `nth`. */
async function expectWait(delay: number, api: StandIn['api'], nth = 2) {
  await untilItWaits()
  await vi.advanceTimersByTimeAsync(delay - 1)
  expect(vi.getTimerCount()).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  await until(() => api.length === nth)
}

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
  const fetch = (request: Request) => {
    sent++
    if (sent <= times)
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    return app.fetch(request)
  }
  return { client: clientOf({}, { fetch }).client, sent: () => sent }
}

describe('how long it waits', () => {
  test('as many seconds as Retry-After says', async () => {
    const { client, api } = clientOf({
      api: inTurn(failure('RATE_LIMITED', { 'Retry-After': '7' }), bucket()),
    })
    const answer = client.exportBuckets.get(ids)
    await expectWait(7000, api)
    await answer
  })

  test.each([
    'Thu, 01 Jan 2026 00:00:05 GMT',
    'Thu, 1 Jan 2026 00:00:05 GMT',
    'Thursday, 01-Jan-26 00:00:05 GMT',
    'Thu Jan  1 00:00:05 2026',
  ])('until the date that Retry-After says: %s', async (date) => {
    const { client, api } = clientOf({
      api: inTurn(unavailable(503, { 'Retry-After': date }), bucket()),
    })
    const answer = client.exportBuckets.get(ids)
    await expectWait(5000, api)
    await answer
  })

  test('not at all for a date that has passed', async () => {
    const headers = { 'Retry-After': 'Wed, 31 Dec 2025 23:59:59 GMT' }
    const { client, api } = clientOf({ api: inTurn(unavailable(503, headers), bucket()) })
    const answer = client.exportBuckets.get(ids)
    await untilItWaits()
    await vi.advanceTimersByTimeAsync(0)
    await answer
    expect(api).toHaveLength(2)
  })

  test.each(['soon', '-1', '1.5', ''])(
    'the backoff, where Retry-After is malformed: "%s"',
    async (value) => {
      const { client, api } = clientOf({
        api: inTurn(unavailable(503, { 'Retry-After': value }), bucket()),
      })
      const answer = client.exportBuckets.get(ids)
      await expectWait(125, api)
      await answer
    },
  )

  test('a random part of a limit that doubles up to maxDelay', async () => {
    const { client, api } = clientOf(
      { api: unavailable(503) },
      { retry: { limit: 4, baseDelay: 1000, maxDelay: 3000 } },
    )
    const failed = rejection(client.exportBuckets.get(ids))
    for (const [repeat, delay] of [500, 1000, 1500, 1500].entries()) {
      await expectWait(delay, api, repeat + 2)
    }
    await failed
  })

  test.each([0, 0.999])('from nothing to the whole limit: random %d', async (random) => {
    vi.mocked(Math.random).mockReturnValue(random)
    const { client, api } = clientOf({ api: inTurn(unavailable(503), bucket()) })
    const answer = client.exportBuckets.get(ids)
    await untilItWaits()
    await vi.advanceTimersByTimeAsync(Math.ceil(random * 250))
    await answer
    expect(api).toHaveLength(2)
  })

  test('not, where Retry-After is longer than maxDelay: the error says how long', async () => {
    const { client, api } = clientOf({
      api: failure('RATE_LIMITED_TOKEN_BUCKET', { 'Retry-After': '21' }),
    })
    const error = await rejection(client.exportBuckets.get(ids))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toMatchObject({
      status: 429,
      errorCode: 'RATE_LIMITED_TOKEN_BUCKET',
      retryAfter: 21,
    })
    expect(api).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('not, where the wait would end past the timeout', async () => {
    const { client, api } = clientOf({
      api: failure('SERVICE_UNAVAILABLE', { 'Retry-After': '3' }),
    })
    const error = await rejection(client.exportBuckets.get({ ...ids, timeout: 2999 }))
    expect(error).toMatchObject({ status: 503, retryAfter: 3 })
    expect(api).toHaveLength(1)
  })
})

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
})
