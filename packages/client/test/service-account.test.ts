import { tokenPath } from '@export-buckets/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AnyFetch,
  createClient,
  NetworkError,
  serviceAccount,
  TimeoutError,
} from '../src/index.ts'
import { type Answer, failure, freshToken, inTurn, standIn } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { account, clientId, clientOf, clientSecret, rejection } from './stand-in/client.ts'
import { until } from './stand-in/until.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const bearers = (api: { headers: Headers }[]) =>
  api.map(({ headers }) => headers.get('Authorization'))

describe('the token request', () => {
  test('is a form with Basic credentials, base64 of the raw id and secret as UTF-8', async () => {
    const { app, token } = standIn()
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

  test('is sent once for 100 calls at the same time', async () => {
    const { client, api, token } = clientOf()
    await Promise.all(Array.from({ length: 100 }, () => client.exportBuckets.get(ids)))
    expect(token).toHaveLength(1)
    expect(new Set(bearers(api))).toEqual(new Set(['Bearer token-1']))
    expect(api).toHaveLength(100)
  })

  test('is sent once for two clients of one base URL with the same strategy', async () => {
    const { app, token } = standIn()
    const auth = account()
    for (const baseUrl of ['https://cloud.mongodb.com', 'https://cloud.mongodb.com/']) {
      await createClient({ auth, baseUrl, fetch: app.request }).exportBuckets.get(ids)
    }
    expect(token).toHaveLength(1)
  })

  test('goes on when the caller that started it aborts', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    const { client, token } = clientOf({
      token: async (c, nth) => opened.then(() => freshToken(c, nth)),
    })
    const controller = new AbortController()
    const aborted = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
    const other = client.exportBuckets.get(ids)
    await until(() => token.length === 1)
    const reason = new Error('changed my mind')
    controller.abort(reason)
    expect(await aborted).toBe(reason)
    open()
    expect(await other).toHaveProperty('cloudProvider', 'AWS')
    expect(token).toHaveLength(1)
  })

  test('ends with a TimeoutError of its own', async () => {
    const { client, token } = clientOf(
      { token: () => new Promise(() => undefined) },
      { timeout: 500 },
    )
    const failed = rejection(client.exportBuckets.get({ ...ids, timeout: 5000 }))
    await until(() => token.length === 1)
    await vi.advanceTimersByTimeAsync(500)
    const error = await failed
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toHaveProperty('message', `POST ${tokenPath}: no whole answer within 500 ms`)
  })

  test.each(['RATE_LIMITED', 'SERVICE_UNAVAILABLE'] as const)(
    'is repeated after %s',
    async (name) => {
      const { client, token } = clientOf({
        token: inTurn(failure(name, { 'Retry-After': '2' }), freshToken),
      })
      const answer = client.exportBuckets.get(ids)
      await vi.advanceTimersByTimeAsync(1999)
      expect(token).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(await answer).toHaveProperty('cloudProvider', 'AWS')
      expect(token).toHaveLength(2)
    },
  )

  test('is repeated after network failures by its own policy alone, not once more by the call', async () => {
    const { app } = standIn()
    let sent = 0
    const fetch: AnyFetch = (url, init) => {
      if (!url.endsWith(tokenPath)) return app.request(url, init)
      sent++
      throw new TypeError('fetch failed')
    }
    const client = createClient({ auth: account(), fetch, retry: { limit: 2 } })
    const failed = rejection(client.exportBuckets.get(ids))
    for (let repeat = 0; repeat < 2; repeat++) {
      await until(() => vi.getTimerCount() === 3)
      await vi.advanceTimersToNextTimerAsync()
    }
    expect(await failed).toBeInstanceOf(NetworkError)
    expect(sent).toBe(3)
  })
})

describe('a token', () => {
  test('serves until a minute before it expires', async () => {
    const { client, token } = clientOf()
    await client.exportBuckets.get(ids)
    vi.advanceTimersByTime(3540 * 1000 - 1)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(2)
  })

  test('of less than two minutes serves half its life', async () => {
    const short: Answer = (c) => c.json({ access_token: 't', expires_in: 30, token_type: 'Bearer' })
    const { client, token } = clientOf({ token: short })
    await client.exportBuckets.get(ids)
    vi.advanceTimersByTime(14_999)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(2)
  })

  test('of no life at all serves the call that asked for it', async () => {
    const spent: Answer = (c) => c.json({ access_token: 't', expires_in: 0, token_type: 'Bearer' })
    const { client, api, token } = clientOf({ token: spent })
    for (let times = 0; times < 2; times++) await client.exportBuckets.get(ids)
    expect(bearers(api)).toEqual(['Bearer t', 'Bearer t'])
    expect(token).toHaveLength(2)
  })

  test.each(['bearer', 'BEARER'])(
    'may be of the type "%s": its case says nothing',
    async (type) => {
      const cased: Answer = (c) => c.json({ access_token: 't', expires_in: 9, token_type: type })
      const { client, api } = clientOf({ token: cased })
      await client.exportBuckets.get(ids)
      expect(bearers(api)).toEqual(['Bearer t'])
    },
  )

  test('is worthless after revoke(), which tells Atlas; the next call gets a new one', async () => {
    const { app, api, revoked } = standIn()
    const auth = account()
    const client = createClient({ auth, fetch: app.request })
    await auth.revoke()
    expect(revoked).toHaveLength(0)
    await client.exportBuckets.get(ids)
    await auth.revoke()
    expect(revoked.map(({ body }) => body)).toEqual(['token=token-1&token_type_hint=access_token'])
    await client.exportBuckets.get(ids)
    expect(bearers(api)).toEqual(['Bearer token-1', 'Bearer token-2'])
  })
})

describe('credentials', () => {
  test.each([
    [{ clientId: '', clientSecret }, 'clientId: expected a credential, got an empty string'],
    [{ clientId, clientSecret: '  ' }, 'clientSecret: expected a credential, got an empty string'],
    [{ clientId: undefined, clientSecret }, 'clientId: expected a string, got undefined'],
    [{ clientId, clientSecret: null }, 'clientSecret: expected a string, got null'],
    [{ clientId: 'a:b', clientSecret }, 'clientId: must not contain a colon'],
  ])('that cannot be are a TypeError: %o', (credentials, message) => {
    const broken = Reflect.apply.bind(undefined, serviceAccount, undefined, [credentials])
    expect(broken).toThrow(new TypeError(message))
  })

  test.each(['\n', '\r\n', ' ', '\t', '\u00a0', '\ufeff'])(
    'with the white space %j at their beginning or end are a TypeError that names them, not their values',
    (space) => {
      const message = 'must not begin or end with white space'
      for (const wrong of [`${clientId}${space}`, `${space}${clientId}`]) {
        const broken = () => serviceAccount({ clientId: wrong, clientSecret })
        expect(broken).toThrow(new TypeError(`clientId: ${message}`))
      }
      for (const wrong of [`${clientSecret}${space}`, `${space}${clientSecret}`]) {
        const broken = () => serviceAccount({ clientId, clientSecret: wrong })
        expect(broken).toThrow(new TypeError(`clientSecret: ${message}`))
      }
    },
  )

  test('may have white space within', () => {
    expect(() => serviceAccount({ clientId, clientSecret: 'a b' })).not.toThrow()
  })
})
