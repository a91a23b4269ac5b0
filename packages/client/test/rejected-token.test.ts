import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AnyFetch, createClient } from '../src/index.ts'
import { type Answer, bucket, failure, inTurn, type StandIn, standIn } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { account, clientOf, rejection } from './stand-in/client.ts'
import { inPieces } from './stand-in/pieces.ts'
import { until } from './stand-in/until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const bearers = (api: StandIn['api']) => api.map(({ headers }) => headers.get('Authorization'))

/** Answers `answer` to these tokens, and 401 without an errorCode to every other one. */
const accepting =
  (tokens: readonly string[], answer: Answer = bucket()): Answer =>
  (c, nth) =>
    tokens.some((token) => c.req.header('Authorization') === `Bearer ${token}`)
      ? answer(c, nth)
      : failure('UNAUTHORIZED')(c, nth)

const unauthorized =
  (body: string | null, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(body, { status: 401, headers })

const challenge = (value: string) => unauthorized('', { 'WWW-Authenticate': value })

const digest =
  'Digest realm="MMS Public API", nonce="a, Bearer error=\\"invalid_token\\"", qop="auth"'

describe('a 401 that is about the token is a reason to replace it', () => {
  test.each<[string, Answer]>([
    ['the live form, without errorCode', failure('UNAUTHORIZED')],
    ['an empty body', unauthorized(null)],
    ['a body that is not JSON', unauthorized('<h1>Unauthorized</h1>')],
    ['an errorCode that is not a string', unauthorized('{"errorCode":401}')],
    ['UNEXPECTED_ERROR', unauthorized('{"errorCode":"UNEXPECTED_ERROR"}')],
    ['invalid_token', challenge('Bearer realm="x", error="invalid_token"')],
    ['invalid_token, not quoted', challenge('bearer error=invalid_token')],
    ['invalid_token after another challenge', challenge(`${digest}, Bearer error="invalid_token"`)],
    [
      'invalid_token after its description',
      challenge('Bearer error_description="x", error="invalid_token"'),
    ],
    ['a Bearer challenge without an error', challenge('Bearer realm="insufficient_scope"')],
    [
      'invalid_token, whatever the body says',
      unauthorized('{"errorCode":"USER_UNAUTHORIZED"}', {
        'WWW-Authenticate': 'Bearer error="invalid_token"',
      }),
    ],
  ])('%s', async (_, first) => {
    const { client, api, token } = clientOf({ api: inTurn(first, bucket()) })
    expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
    expect(bearers(api)).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(token).toHaveLength(2)
  })
})

describe('a 401 that names a missing permission is no reason to replace the token', () => {
  test.each<[string, Answer, string | undefined]>([
    ['USER_UNAUTHORIZED', failure('USER_UNAUTHORIZED'), 'USER_UNAUTHORIZED'],
    ['NOT_IN_GROUP', unauthorized('{"errorCode":"NOT_IN_GROUP"}'), 'NOT_IN_GROUP'],
    [
      'a code in X-Error-Code',
      unauthorized('', { 'X-Error-Code': 'NOT_IN_GROUP' }),
      'NOT_IN_GROUP',
    ],
    [
      'insufficient_scope after its description',
      challenge('Bearer error_description="invalid_token", error="insufficient_scope"'),
      undefined,
    ],
    ['insufficient_scope', challenge('Bearer error="insufficient_scope"'), undefined],
    [
      'insufficient_scope of several',
      challenge(`${digest}, Bearer scope="a", error="insufficient_scope"`),
      undefined,
    ],
    [
      'a permission, where invalid_token belongs to another scheme or is text',
      unauthorized('{"errorCode":"NOT_IN_GROUP"}', {
        'WWW-Authenticate': `Bearer error_description="error=invalid_token", ${digest}, DPoP error="invalid_token"`,
      }),
      'NOT_IN_GROUP',
    ],
  ])('%s', async (_, api, errorCode) => {
    const atlas = clientOf({ api })
    expect(await rejection(atlas.client.exportBuckets.get(ids))).toMatchObject({
      status: 401,
      errorCode,
    })
    expect([atlas.api.length, atlas.token.length]).toEqual([1, 1])
  })

  test('12 forbidden calls cost one token, one after the other and at the same time', async () => {
    const forbidden = failure('USER_UNAUTHORIZED')
    const [inARow, atOnce] = [clientOf({ api: forbidden }), clientOf({ api: forbidden })]
    for (let times = 0; times < 12; times++) {
      await rejection(inARow.client.exportBuckets.get(ids))
    }
    await Promise.all(
      Array.from({ length: 12 }, () => rejection(atOnce.client.exportBuckets.get(ids))),
    )
    for (const { api, token } of [inARow, atOnce]) {
      expect([api.length, token.length]).toEqual([12, 1])
    }
  })

  test('its body is handed on as it came, wherever it is cut', async () => {
    const body = JSON.stringify({ error: 401, errorCode: 'NOT_IN_GROUP', detail: 'Größe “ü”' })
    const bytes = new TextEncoder().encode(body)
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(cuts, async (unsorted) => {
        const edges = [0, ...unsorted.toSorted((a, b) => a - b), bytes.length]
        const pieces = edges.slice(1).map((end, index) => bytes.slice(edges[index], end))
        const api = () =>
          new Response(inPieces(pieces), { status: 401, headers: { 'X-Request-Id': 'r-1' } })
        const error = await rejection(clientOf({ api }).client.exportBuckets.get(ids))
        expect(error).toMatchObject({ detail: 'Größe “ü”', requestId: 'r-1' })
      }),
      { numRuns: 30 },
    )
  })
})

describe('the body of a 401', () => {
  test('is cancelled and not read where the challenge says enough', async () => {
    const cancel = vi.fn()
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' }
    const silent = () => new Response(new ReadableStream({ cancel }), { status: 401, headers })
    const { client } = clientOf({ api: inTurn(silent, bucket()) })
    await client.exportBuckets.get(ids)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('is read up to 64 KiB, and the rest of it cancelled', async () => {
    let pulled = 0
    const cancel = vi.fn()
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulled += 1024
            controller.enqueue(new Uint8Array(1024))
          },
          cancel,
        }),
        { status: 401 },
      )
    const { client } = clientOf({ api: inTurn(endless, bucket()) })
    await client.exportBuckets.get(ids)
    expect(pulled).toBeLessThanOrEqual(66 * 1024)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('that breaks off is a network failure, and the call is repeated', async () => {
    const broken = () =>
      new Response(new ReadableStream({ pull: (c) => c.error(new TypeError('terminated')) }), {
        status: 401,
      })
    const { client, token } = clientOf(
      { api: inTurn(broken, bucket()) },
      { retry: { baseDelay: 0 } },
    )
    const answer = client.exportBuckets.get(ids)
    await until(() => vi.getTimerCount() === 2)
    await vi.advanceTimersByTimeAsync(0)
    expect(await answer).toHaveProperty('cloudProvider', 'AWS')
    expect(token).toHaveLength(1)
  })

  test('that does not end is cancelled when the caller aborts', async () => {
    const [reading, cancelled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const pull = () => {
      reading.resolve()
      return new Promise<void>(() => undefined)
    }
    const stalled = () =>
      new Response(new ReadableStream({ pull, cancel: cancelled.resolve }, { highWaterMark: 0 }), {
        status: 401,
      })
    const { client } = clientOf({ api: stalled })
    const controller = new AbortController()
    const failed = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
    await reading.promise
    controller.abort('enough')
    expect(await failed).toBe('enough')
    await cancelled.promise
  })
})

describe('a rejected token', () => {
  test('is replaced once for a call, which is repeated once', async () => {
    const { client, api, token } = clientOf({ api: failure('UNAUTHORIZED') })
    expect(await rejection(client.exportBuckets.get(ids))).toHaveProperty('status', 401)
    expect([api.length, token.length]).toEqual([2, 2])
  })

  test('is not replaced twice for a call, even where another call shows that the second was accepted', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const slowSecond: Answer = async (c, nth) => {
      if (nth === 2) await opened
      return (nth === 3 ? bucket() : failure('UNAUTHORIZED'))(c, nth)
    }
    const { client, api, token } = clientOf({ api: slowSecond })
    const slow = rejection(client.exportBuckets.get(ids))
    await until(() => api.length === 2)
    await client.exportBuckets.get(ids)
    open()
    expect(await slow).toHaveProperty('status', 401)
    expect([api.length, token.length]).toEqual([3, 2])
  })

  test('is replaced once for all calls that were answered at the same time', async () => {
    const { client, api, token } = clientOf({ api: accepting(['token-2']) })
    await Promise.all(Array.from({ length: 20 }, () => client.exportBuckets.get(ids)))
    expect([api.length, token.length]).toEqual([40, 2])
  })

  test('is no reason for a third one where the current token is already another', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const slowFirst: Answer = async (c, nth) => {
      if (nth === 1) await opened
      return accepting(['token-2'])(c, nth)
    }
    const { client, api, token } = clientOf({ api: slowFirst })
    const slow = client.exportBuckets.get(ids)
    await until(() => api.length === 1)
    await client.exportBuckets.get(ids)
    open()
    await slow
    expect(token).toHaveLength(2)
    expect(bearers(api)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-2',
    ])
  })

  test('has a POST sent again with its body', async () => {
    const { client, api } = clientOf({ api: accepting(['token-2'], (c) => c.json({})) })
    const body = { token: 'x', token_type_hint: 'access_token' as const }
    await client.POST('/api/oauth/revoke', { body, baseUrl: 'https://cloud.mongodb.com/prefix' })
    expect(api.map((each) => each.body)).toEqual([JSON.stringify(body), JSON.stringify(body)])
  })
})

describe('a replacement that is rejected too', () => {
  const minute = 60_000

  /** Makes calls one after the other, and returns the statuses that they ended with. */
  async function loop(client: ReturnType<typeof clientOf>['client'], times: number) {
    const statuses: unknown[] = []
    for (let time = 0; time < times; time++) {
      const outcome = await client.exportBuckets.get(ids).then(
        () => 200,
        (error) => error.status,
      )
      statuses.push(outcome)
    }
    return new Set(statuses)
  }

  test('is kept for a minute, so that a loop of rejected calls asks for one token a minute', async () => {
    const { client, token } = clientOf({ api: failure('UNAUTHORIZED') })
    expect(await loop(client, 12)).toEqual(new Set([401]))
    expect(token).toHaveLength(2)
    vi.advanceTimersByTime(minute - 1)
    await loop(client, 12)
    expect(token).toHaveLength(2)
    vi.advanceTimersByTime(1)
    await loop(client, 12)
    expect(token).toHaveLength(3)
  })

  test('serves again without another token request as soon as it is accepted', async () => {
    const { client, token } = clientOf({
      api: inTurn(failure('UNAUTHORIZED'), failure('UNAUTHORIZED'), bucket()),
    })
    expect(await loop(client, 1)).toEqual(new Set([401]))
    expect(await loop(client, 3)).toEqual(new Set([200]))
    expect(token).toHaveLength(2)
  })

  test.each<[string, Answer]>([
    ['a success', bucket()],
    ['a missing permission', failure('USER_UNAUTHORIZED')],
  ])('is replaced at once where %s has shown that it was accepted before', async (_, accepted) => {
    const rejected = failure('UNAUTHORIZED')
    const api = inTurn(rejected, accepted, rejected, bucket())
    const { client, token } = clientOf({ api })
    await loop(client, 1)
    expect(await loop(client, 1)).toEqual(new Set([200]))
    expect(token).toHaveLength(3)
  })

  test.each<[string, Answer]>([
    ['a limited rate', failure('RATE_LIMITED')],
    ['an unknown path', failure('RESOURCE_NOT_FOUND')],
    ['a proxy', failure('SERVICE_UNAVAILABLE')],
  ])('is not shown to be accepted by the error of %s', async (_, other) => {
    const rejected = failure('UNAUTHORIZED')
    const api = inTurn(rejected, other, rejected)
    const { client, token } = clientOf({ api }, { retry: false })
    await loop(client, 3)
    expect(token).toHaveLength(2)
  })

  test('is not shown to be accepted by the late success of the token before it', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const slowFirst: Answer = async (c, nth) => {
      if (nth > 1) return failure('UNAUTHORIZED')(c, nth)
      await opened
      return bucket()(c, nth)
    }
    const { client, api, token } = clientOf({ api: slowFirst })
    const slow = client.exportBuckets.get(ids)
    await until(() => api.length === 1)
    await loop(client, 1)
    open()
    await slow
    await loop(client, 3)
    expect(token).toHaveLength(2)
  })

  test('still expires: the token after it is fetched as always', async () => {
    const short: Answer = (c, nth) =>
      c.json({ access_token: `token-${nth}`, expires_in: 30, token_type: 'Bearer' })
    const { client, token } = clientOf({ api: failure('UNAUTHORIZED'), token: short })
    await loop(client, 3)
    expect(token).toHaveLength(2)
    vi.advanceTimersByTime(15_000)
    await loop(client, 3)
    expect(token).toHaveLength(3)
  })
})

test('an abort ends the waiting for a replacement, and the other callers get it', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  const { app, token } = standIn({ api: accepting(['token-2']) })
  const fetch: AnyFetch = async (url, init) => {
    const response = await app.request(url, init)
    if (token.length === 2 && url.endsWith('/token')) await opened
    return response
  }
  const client = createClient({ auth: account(), fetch })
  const controller = new AbortController()
  const aborted = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
  const other = client.exportBuckets.get(ids)
  await until(() => token.length === 2)
  controller.abort('enough')
  expect(await aborted).toBe('enough')
  open()
  expect(await other).toHaveProperty('cloudProvider', 'AWS')
  expect(token).toHaveLength(2)
})
