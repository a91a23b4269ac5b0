import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, type FetchLike } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondWithBucket,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { streamChunks } from './fakes/stream-chunks.ts'
import { catchRejection, createTestClient, testServiceAccount } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const authorizationHeaders = (api: FakeAtlas['api']) =>
  api.map(({ headers }) => headers.get('Authorization'))

/** Calls the handler for these tokens, and responds with a 401 without an errorCode to others. */
const respondToTokens =
  (tokens: readonly string[], handler: FakeHandler = respondWithBucket()): FakeHandler =>
  (c, nth) =>
    tokens.some((token) => c.req.header('Authorization') === `Bearer ${token}`)
      ? handler(c, nth)
      : respondWithError('UNAUTHORIZED')(c, nth)

const respondUnauthorized =
  (body: string | null, headers: Record<string, string> = {}): FakeHandler =>
  () =>
    new Response(body, { status: 401, headers })

const respondWithChallenge = (value: string) =>
  respondUnauthorized('', { 'WWW-Authenticate': value })

const digestChallenge =
  'Digest realm="MMS Public API", nonce="a, Bearer error=\\"invalid_token\\"", qop="auth"'

describe('a 401 that rejects the token', () => {
  test.each<[string, FakeHandler]>([
    ['a 401 as live Atlas sends it, without errorCode', respondWithError('UNAUTHORIZED')],
    ['an empty body', respondUnauthorized(null)],
    ['a body that is not JSON', respondUnauthorized('<h1>Unauthorized</h1>')],
    ['an errorCode that is not a string', respondUnauthorized('{"errorCode":401}')],
    ['UNEXPECTED_ERROR', respondUnauthorized('{"errorCode":"UNEXPECTED_ERROR"}')],
    ['invalid_token', respondWithChallenge('Bearer realm="x", error="invalid_token"')],
    ['invalid_token, not quoted', respondWithChallenge('bearer error=invalid_token')],
    [
      'invalid_token after another challenge',
      respondWithChallenge(`${digestChallenge}, Bearer error="invalid_token"`),
    ],
    [
      'invalid_token after its description',
      respondWithChallenge('Bearer error_description="x", error="invalid_token"'),
    ],
    [
      'a Bearer challenge without an error',
      respondWithChallenge('Bearer realm="insufficient_scope"'),
    ],
    [
      'invalid_token, whatever the body says',
      respondUnauthorized('{"errorCode":"USER_UNAUTHORIZED"}', {
        'WWW-Authenticate': 'Bearer error="invalid_token"',
      }),
    ],
  ])('%s replaces the token', async (_, rejection) => {
    const { client, api, token } = createTestClient({
      api: respondInSequence(rejection, respondWithBucket()),
    })
    expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
    expect(authorizationHeaders(api)).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(token).toHaveLength(2)
  })
})

describe('a 401 for a missing permission', () => {
  test.each<[string, FakeHandler, string | undefined]>([
    ['USER_UNAUTHORIZED', respondWithError('USER_UNAUTHORIZED'), 'USER_UNAUTHORIZED'],
    ['NOT_IN_GROUP', respondUnauthorized('{"errorCode":"NOT_IN_GROUP"}'), 'NOT_IN_GROUP'],
    [
      'a code in X-Error-Code',
      respondUnauthorized('', { 'X-Error-Code': 'NOT_IN_GROUP' }),
      'NOT_IN_GROUP',
    ],
    [
      'insufficient_scope after its description',
      respondWithChallenge('Bearer error_description="invalid_token", error="insufficient_scope"'),
      undefined,
    ],
    ['insufficient_scope', respondWithChallenge('Bearer error="insufficient_scope"'), undefined],
    [
      'insufficient_scope of several',
      respondWithChallenge(`${digestChallenge}, Bearer scope="a", error="insufficient_scope"`),
      undefined,
    ],
    [
      'a permission, when invalid_token belongs to another scheme or is in a description',
      respondUnauthorized('{"errorCode":"NOT_IN_GROUP"}', {
        'WWW-Authenticate': `Bearer error_description="error=invalid_token", ${digestChallenge}, DPoP error="invalid_token"`,
      }),
      'NOT_IN_GROUP',
    ],
  ])('%s does not replace the token', async (_, api, errorCode) => {
    const atlas = createTestClient({ api })
    expect(await catchRejection(atlas.client.exportBuckets.get(ids))).toMatchObject({
      status: 401,
      errorCode,
    })
    expect([atlas.api.length, atlas.token.length]).toEqual([1, 1])
  })

  test('12 forbidden calls use one token, in sequence and in parallel', async () => {
    const forbidden = respondWithError('USER_UNAUTHORIZED')
    const [sequentialCalls, concurrentCalls] = [
      createTestClient({ api: forbidden }),
      createTestClient({ api: forbidden }),
    ]
    for (let times = 0; times < 12; times++) {
      await catchRejection(sequentialCalls.client.exportBuckets.get(ids))
    }
    await Promise.all(
      Array.from({ length: 12 }, () =>
        catchRejection(concurrentCalls.client.exportBuckets.get(ids)),
      ),
    )
    for (const { api, token } of [sequentialCalls, concurrentCalls]) {
      expect([api.length, token.length]).toEqual([12, 1])
    }
  })

  test('the body of the 401 is passed on unchanged, wherever it is split', async () => {
    const body = JSON.stringify({ error: 401, errorCode: 'NOT_IN_GROUP', detail: 'Größe “ü”' })
    const bytes = new TextEncoder().encode(body)
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(cuts, async (cutPoints) => {
        const edges = [0, ...cutPoints.toSorted((a, b) => a - b), bytes.length]
        const chunks = edges.slice(1).map((end, index) => bytes.slice(edges[index], end))
        const api = () =>
          new Response(streamChunks(chunks), { status: 401, headers: { 'X-Request-Id': 'r-1' } })
        const error = await catchRejection(createTestClient({ api }).client.exportBuckets.get(ids))
        expect(error).toMatchObject({ detail: 'Größe “ü”', requestId: 'r-1' })
      }),
      { numRuns: 30 },
    )
  })
})

describe('the body of a 401', () => {
  test('the body of a 401 is cancelled unread when the challenge is conclusive', async () => {
    const cancel = vi.fn()
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' }
    const pendingBody = () => new Response(new ReadableStream({ cancel }), { status: 401, headers })
    const { client } = createTestClient({
      api: respondInSequence(pendingBody, respondWithBucket()),
    })
    await client.exportBuckets.get(ids)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('the body of a 401 is read up to 64 KiB, and the rest is cancelled', async () => {
    let pullCount = 0
    const cancel = vi.fn()
    const endlessBody = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pullCount += 1024
            controller.enqueue(new Uint8Array(1024))
          },
          cancel,
        }),
        { status: 401 },
      )
    const { client } = createTestClient({
      api: respondInSequence(endlessBody, respondWithBucket()),
    })
    await client.exportBuckets.get(ids)
    expect(pullCount).toBeLessThanOrEqual(66 * 1024)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('a 401 whose body breaks off is a network failure, and the call is retried', async () => {
    const brokenBody = () =>
      new Response(new ReadableStream({ pull: (c) => c.error(new TypeError('terminated')) }), {
        status: 401,
      })
    const { client, token } = createTestClient(
      { api: respondInSequence(brokenBody, respondWithBucket()) },
      { retry: { baseDelay: 0 } },
    )
    const call = client.exportBuckets.get(ids)
    await waitUntil(() => vi.getTimerCount() === 2)
    await vi.advanceTimersByTimeAsync(0)
    expect(await call).toHaveProperty('cloudProvider', 'AWS')
    expect(token).toHaveLength(1)
  })

  test('a 401 body that does not end is cancelled when the caller aborts', async () => {
    const [readStarted, bodyCancelled] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ]
    const pull = () => {
      readStarted.resolve()
      return new Promise<void>(() => undefined)
    }
    const stalledBody = () =>
      new Response(
        new ReadableStream({ pull, cancel: bodyCancelled.resolve }, { highWaterMark: 0 }),
        {
          status: 401,
        },
      )
    const { client } = createTestClient({ api: stalledBody })
    const controller = new AbortController()
    const errorPromise = catchRejection(
      client.exportBuckets.get({ ...ids, signal: controller.signal }),
    )
    await readStarted.promise
    controller.abort('enough')
    expect(await errorPromise).toBe('enough')
    await bodyCancelled.promise
  })
})

describe('a rejected token', () => {
  test('a rejected token is replaced once per call, which is sent once more', async () => {
    const { client, api, token } = createTestClient({ api: respondWithError('UNAUTHORIZED') })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty('status', 401)
    expect([api.length, token.length]).toEqual([2, 2])
  })

  test('a call does not replace the token twice, even when another call shows that the second was accepted', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const slowSecond: FakeHandler = async (c, nth) => {
      if (nth === 2) await gate
      return (nth === 3 ? respondWithBucket() : respondWithError('UNAUTHORIZED'))(c, nth)
    }
    const { client, api, token } = createTestClient({ api: slowSecond })
    const slowCall = catchRejection(client.exportBuckets.get(ids))
    await waitUntil(() => api.length === 2)
    await client.exportBuckets.get(ids)
    openGate()
    expect(await slowCall).toHaveProperty('status', 401)
    expect([api.length, token.length]).toEqual([3, 2])
  })

  test('concurrent calls that are rejected share one replacement', async () => {
    const { client, api, token } = createTestClient({ api: respondToTokens(['token-2']) })
    await Promise.all(Array.from({ length: 20 }, () => client.exportBuckets.get(ids)))
    expect([api.length, token.length]).toEqual([40, 2])
  })

  test('a late 401 for an old token does not replace the current one', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const slowFirst: FakeHandler = async (c, nth) => {
      if (nth === 1) await gate
      return respondToTokens(['token-2'])(c, nth)
    }
    const { client, api, token } = createTestClient({ api: slowFirst })
    const slowCall = client.exportBuckets.get(ids)
    await waitUntil(() => api.length === 1)
    await client.exportBuckets.get(ids)
    openGate()
    await slowCall
    expect(token).toHaveLength(2)
    expect(authorizationHeaders(api)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-2',
    ])
  })

  test('a POST is sent again with its body after a rejected token', async () => {
    const { client, api } = createTestClient({
      api: respondToTokens(['token-2'], (c) => c.json({})),
    })
    const body = { token: 'x', token_type_hint: 'access_token' as const }
    await client.POST('/api/oauth/revoke', { body, baseUrl: 'https://cloud.mongodb.com/prefix' })
    expect(api.map((request) => request.body)).toEqual([JSON.stringify(body), JSON.stringify(body)])
  })
})

describe('a replacement that is rejected too', () => {
  const minute = 60_000

  /** Makes calls in sequence, and returns their statuses. */
  async function callRepeatedly(
    client: ReturnType<typeof createTestClient>['client'],
    times: number,
  ) {
    const statuses: unknown[] = []
    for (let time = 0; time < times; time++) {
      const status = await client.exportBuckets.get(ids).then(
        () => 200,
        (error) => error.status,
      )
      statuses.push(status)
    }
    return new Set(statuses)
  }

  test('a rejected replacement stays for a minute, so that a loop of rejected calls requests one token a minute', async () => {
    const { client, token } = createTestClient({ api: respondWithError('UNAUTHORIZED') })
    expect(await callRepeatedly(client, 12)).toEqual(new Set([401]))
    expect(token).toHaveLength(2)
    vi.advanceTimersByTime(minute - 1)
    await callRepeatedly(client, 12)
    expect(token).toHaveLength(2)
    vi.advanceTimersByTime(1)
    await callRepeatedly(client, 12)
    expect(token).toHaveLength(3)
  })

  test('a rejected replacement works again as soon as it is accepted, without another token request', async () => {
    const { client, token } = createTestClient({
      api: respondInSequence(
        respondWithError('UNAUTHORIZED'),
        respondWithError('UNAUTHORIZED'),
        respondWithBucket(),
      ),
    })
    expect(await callRepeatedly(client, 1)).toEqual(new Set([401]))
    expect(await callRepeatedly(client, 3)).toEqual(new Set([200]))
    expect(token).toHaveLength(2)
  })

  test.each<[string, FakeHandler]>([
    ['a success', respondWithBucket()],
    ['a missing permission', respondWithError('USER_UNAUTHORIZED')],
  ])(
    'a rejected replacement is replaced at once when %s showed that it was accepted before',
    async (_, acceptedHandler) => {
      const unauthorized = respondWithError('UNAUTHORIZED')
      const api = respondInSequence(
        unauthorized,
        acceptedHandler,
        unauthorized,
        respondWithBucket(),
      )
      const { client, token } = createTestClient({ api })
      await callRepeatedly(client, 1)
      expect(await callRepeatedly(client, 1)).toEqual(new Set([200]))
      expect(token).toHaveLength(3)
    },
  )

  test.each<[string, FakeHandler]>([
    ['a rate limit', respondWithError('RATE_LIMITED')],
    ['an unknown path', respondWithError('RESOURCE_NOT_FOUND')],
    ['a proxy', respondWithError('SERVICE_UNAVAILABLE')],
  ])('the error of %s does not show that the replacement was accepted', async (_, errorHandler) => {
    const unauthorized = respondWithError('UNAUTHORIZED')
    const api = respondInSequence(unauthorized, errorHandler, unauthorized)
    const { client, token } = createTestClient({ api }, { retry: false })
    await callRepeatedly(client, 3)
    expect(token).toHaveLength(2)
  })

  test('a late success of the previous token does not show that the replacement was accepted', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const slowFirst: FakeHandler = async (c, nth) => {
      if (nth > 1) return respondWithError('UNAUTHORIZED')(c, nth)
      await gate
      return respondWithBucket()(c, nth)
    }
    const { client, api, token } = createTestClient({ api: slowFirst })
    const slowCall = client.exportBuckets.get(ids)
    await waitUntil(() => api.length === 1)
    await callRepeatedly(client, 1)
    openGate()
    await slowCall
    await callRepeatedly(client, 3)
    expect(token).toHaveLength(2)
  })

  test('an expired replacement is replaced as usual', async () => {
    const shortLivedToken: FakeHandler = (c, nth) =>
      c.json({ access_token: `token-${nth}`, expires_in: 30, token_type: 'Bearer' })
    const { client, token } = createTestClient({
      api: respondWithError('UNAUTHORIZED'),
      token: shortLivedToken,
    })
    await callRepeatedly(client, 3)
    expect(token).toHaveLength(2)
    vi.advanceTimersByTime(15_000)
    await callRepeatedly(client, 3)
    expect(token).toHaveLength(3)
  })
})

test('an abort ends the wait for a replacement, which the other callers get', async () => {
  const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
  const { app, token } = createFakeAtlas({ api: respondToTokens(['token-2']) })
  const fetch: FetchLike = async (url, init) => {
    const response = await app.request(url, init)
    if (token.length === 2 && url.endsWith('/token')) await gate
    return response
  }
  const client = createClient({ auth: testServiceAccount(), fetch })
  const controller = new AbortController()
  const errorPromise = catchRejection(
    client.exportBuckets.get({ ...ids, signal: controller.signal }),
  )
  const otherCall = client.exportBuckets.get(ids)
  await waitUntil(() => token.length === 2)
  controller.abort('enough')
  expect(await errorPromise).toBe('enough')
  openGate()
  expect(await otherCall).toHaveProperty('cloudProvider', 'AWS')
  expect(token).toHaveLength(2)
})
