import { tokenPath } from '@export-buckets/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createClient,
  type FetchLike,
  NetworkError,
  serviceAccount,
  TimeoutError,
  TokenError,
} from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondWithError,
  respondWithToken,
} from './fakes/fake-atlas.ts'
import {
  catchRejection,
  clientId,
  clientSecret,
  createTestClient,
  testServiceAccount,
} from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const authorizationHeaders = (api: { headers: Headers }[]) =>
  api.map(({ headers }) => headers.get('Authorization'))

describe('the token request', () => {
  test('the token request is a form with Basic credentials, base64 of the id and secret in UTF-8', async () => {
    const { app, token } = createFakeAtlas()
    const auth = serviceAccount({ clientId: 'mdb_sa_id_ü', clientSecret: 'a b+c/ä:' })
    await createClient({ auth, fetch: app.request }).exportBuckets.get(ids)
    const expected = Buffer.from('mdb_sa_id_ü:a b+c/ä:', 'utf8').toString('base64')
    expect(token).toHaveLength(1)
    expect(token[0]?.path).toBe(tokenPath)
    expect(token[0]?.body).toBe('grant_type=client_credentials')
    expect(token[0]?.headers.get('Authorization')).toBe(`Basic ${expected}`)
    expect(token[0]?.headers.get('Content-Type')).toBe('application/x-www-form-urlencoded')
    expect(token[0]?.headers.get('Accept')).toBe('application/json')
  })

  test('100 concurrent calls share one token request', async () => {
    const { client, api, token } = createTestClient()
    await Promise.all(Array.from({ length: 100 }, () => client.exportBuckets.get(ids)))
    expect(token).toHaveLength(1)
    expect(new Set(authorizationHeaders(api))).toEqual(new Set(['Bearer token-1']))
    expect(api).toHaveLength(100)
  })

  test('two clients of one base URL with the same strategy share one token request', async () => {
    const { app, token } = createFakeAtlas()
    const auth = testServiceAccount()
    for (const baseUrl of ['https://cloud.mongodb.com', 'https://cloud.mongodb.com/']) {
      await createClient({ auth, baseUrl, fetch: app.request }).exportBuckets.get(ids)
    }
    expect(token).toHaveLength(1)
  })

  test('the token request continues when the caller that started it aborts', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const { client, token } = createTestClient({
      token: async (c, nth) => gate.then(() => respondWithToken(c, nth)),
    })
    const controller = new AbortController()
    const errorPromise = catchRejection(
      client.exportBuckets.get({ ...ids, signal: controller.signal }),
    )
    const otherCall = client.exportBuckets.get(ids)
    await waitUntil(() => token.length === 1)
    const reason = new Error('changed my mind')
    controller.abort(reason)
    expect(await errorPromise).toBe(reason)
    openGate()
    expect(await otherCall).toHaveProperty('cloudProvider', 'AWS')
    expect(token).toHaveLength(1)
  })

  test('the token request has a timeout of its own', async () => {
    const { client, token } = createTestClient(
      { token: () => new Promise(() => undefined) },
      { timeout: 500 },
    )
    const errorPromise = catchRejection(client.exportBuckets.get({ ...ids, timeout: 5000 }))
    await waitUntil(() => token.length === 1)
    await vi.advanceTimersByTimeAsync(500)
    const error = await errorPromise
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toHaveProperty('message', `POST ${tokenPath}: timed out after 500 ms`)
  })

  test.each(['RATE_LIMITED', 'SERVICE_UNAVAILABLE'] as const)(
    'the token request is retried after %s',
    async (name) => {
      const { client, token } = createTestClient({
        token: respondInSequence(respondWithError(name, { 'Retry-After': '2' }), respondWithToken),
      })
      const call = client.exportBuckets.get(ids)
      await vi.advanceTimersByTimeAsync(1999)
      expect(token).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(await call).toHaveProperty('cloudProvider', 'AWS')
      expect(token).toHaveLength(2)
    },
  )

  test('network failures of the token request are retried by its own policy, and not by that of the call', async () => {
    const { app } = createFakeAtlas()
    let sendCount = 0
    const fetch: FetchLike = (url, init) => {
      if (!url.endsWith(tokenPath)) return app.request(url, init)
      sendCount++
      throw new TypeError('fetch failed')
    }
    const client = createClient({ auth: testServiceAccount(), fetch, retry: { limit: 2 } })
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    for (let attempt = 0; attempt < 2; attempt++) {
      await waitUntil(() => vi.getTimerCount() === 3)
      await vi.advanceTimersToNextTimerAsync()
    }
    expect(await errorPromise).toBeInstanceOf(NetworkError)
    expect(sendCount).toBe(3)
  })
})

describe('a token', () => {
  test('a token is used until a minute before it expires', async () => {
    const { client, token } = createTestClient()
    await client.exportBuckets.get(ids)
    vi.advanceTimersByTime(3540 * 1000 - 1)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(2)
  })

  test('a token with a lifetime below two minutes is used for half of it', async () => {
    const shortLivedToken: FakeHandler = (c) =>
      c.json({ access_token: 't', expires_in: 30, token_type: 'Bearer' })
    const { client, token } = createTestClient({ token: shortLivedToken })
    await client.exportBuckets.get(ids)
    vi.advanceTimersByTime(14_999)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(2)
  })

  test('a token with a lifetime of 0 is used by the call that requested it', async () => {
    const expiredToken: FakeHandler = (c) =>
      c.json({ access_token: 't', expires_in: 0, token_type: 'Bearer' })
    const { client, api, token } = createTestClient({ token: expiredToken })
    for (let times = 0; times < 2; times++) await client.exportBuckets.get(ids)
    expect(authorizationHeaders(api)).toEqual(['Bearer t', 'Bearer t'])
    expect(token).toHaveLength(2)
  })

  test.each(['bearer', 'BEARER'])(
    'token_type may be "%s": it is case-insensitive',
    async (type) => {
      const respondWithTokenType: FakeHandler = (c) =>
        c.json({ access_token: 't', expires_in: 9, token_type: type })
      const { client, api } = createTestClient({ token: respondWithTokenType })
      await client.exportBuckets.get(ids)
      expect(authorizationHeaders(api)).toEqual(['Bearer t'])
    },
  )

  test('revoke() revokes the token at Atlas, and the next call fetches a new one', async () => {
    const { app, api, revocations } = createFakeAtlas()
    const auth = testServiceAccount()
    const client = createClient({ auth, fetch: app.request })
    await auth.revoke()
    expect(revocations).toHaveLength(0)
    await client.exportBuckets.get(ids)
    await auth.revoke()
    expect(revocations.map(({ body }) => body)).toEqual([
      'token=token-1&token_type_hint=access_token',
    ])
    await client.exportBuckets.get(ids)
    expect(authorizationHeaders(api)).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('revoke() revokes every token, also when one of the revocations fails', async () => {
    const auth = testServiceAccount()
    const failing = createFakeAtlas({ revoke: (c) => c.json({ error: 'invalid_client' }, 401) })
    const working = createFakeAtlas()
    for (const [host, { app }] of Object.entries({ a: failing, b: working })) {
      const client = createClient({ auth, baseUrl: `https://${host}`, fetch: app.request })
      await client.exportBuckets.get(ids)
    }
    expect(await catchRejection(auth.revoke())).toBeInstanceOf(TokenError)
    expect(working.revocations).toHaveLength(1)
    await expect(auth.revoke()).resolves.toBeUndefined()
  })

  test('revoke() revokes a token that is being fetched, and no later call uses it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const delayedToken: FakeHandler = async (c, nth) => {
      if (nth === 1) await promise
      return respondWithToken(c, nth)
    }
    const { app, api, token, revocations } = createFakeAtlas({ token: delayedToken })
    const auth = testServiceAccount()
    const client = createClient({ auth, fetch: app.request })
    const call = client.exportBuckets.get(ids)
    await waitUntil(() => token.length === 1)
    const revocation = auth.revoke()
    resolve()
    await Promise.all([call, revocation])
    expect(revocations.map(({ body }) => body)).toEqual([
      'token=token-1&token_type_hint=access_token',
    ])
    await client.exportBuckets.get(ids)
    expect(authorizationHeaders(api).at(-1)).toBe('Bearer token-2')
  })

  test('revoke() succeeds when the token request in flight fails', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    const { app, token } = createFakeAtlas({ token: () => promise })
    const auth = testServiceAccount()
    const client = createClient({ auth, fetch: app.request })
    const error = catchRejection(client.exportBuckets.get(ids))
    await waitUntil(() => token.length === 1)
    const revocation = auth.revoke()
    resolve(Response.json({ error: 'invalid_client' }, { status: 401 }))
    await expect(revocation).resolves.toBeUndefined()
    expect(await error).toBeInstanceOf(TokenError)
  })
})

describe('credentials', () => {
  test.each([
    [{ clientId: '', clientSecret }, 'clientId: expected a credential, got an empty string'],
    [{ clientId, clientSecret: '  ' }, 'clientSecret: expected a credential, got an empty string'],
    [{ clientId: undefined, clientSecret }, 'clientId: expected a string, got undefined'],
    [{ clientId, clientSecret: null }, 'clientSecret: expected a string, got null'],
    [{ clientId: 'a:b', clientSecret }, 'clientId: must not contain a colon'],
  ])('invalid credentials throw a TypeError: %o', (credentials, message) => {
    const createInvalid = Reflect.apply.bind(undefined, serviceAccount, undefined, [credentials])
    expect(createInvalid).toThrow(new TypeError(message))
  })

  test.each(['\n', '\r\n', ' ', '\t', '\u00a0', '\ufeff'])(
    'leading or trailing white space %j throws a TypeError that names the credential, not its value',
    (space) => {
      const message = 'must not begin or end with white space'
      for (const invalidId of [`${clientId}${space}`, `${space}${clientId}`]) {
        const createInvalid = () => serviceAccount({ clientId: invalidId, clientSecret })
        expect(createInvalid).toThrow(new TypeError(`clientId: ${message}`))
      }
      for (const invalidSecret of [`${clientSecret}${space}`, `${space}${clientSecret}`]) {
        const createInvalid = () => serviceAccount({ clientId, clientSecret: invalidSecret })
        expect(createInvalid).toThrow(new TypeError(`clientSecret: ${message}`))
      }
    },
  )

  test('white space within a secret is valid', () => {
    expect(() => serviceAccount({ clientId, clientSecret: 'a b' })).not.toThrow()
  })
})
