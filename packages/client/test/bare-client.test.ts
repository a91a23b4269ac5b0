import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { createBareClient, NetworkError, TimeoutError } from '../src/index.ts'
import { buckets, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  respondInSequence,
  respondWithBucket,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { listen, listenApp } from './fakes/listen.ts'
import {
  catchRejection,
  createTestClient,
  noAuth,
  testServiceAccount,
} from './fakes/test-client.ts'

const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
const init = { params: { path: ids }, headers: { Accept: vendorMediaType('2024-05-30') } }

describe('the bare client', () => {
  test('is authenticated and repeats as resource methods do', async () => {
    const { client, api } = createTestClient({
      api: respondInSequence(
        respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }),
        respondWithBucket(),
      ),
    })
    const { data, response } = await client.GET(path, init)
    expect(data).toEqual(buckets.AWS)
    expect(response.status).toBe(200)
    expect(api.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ])
  })

  test('answers an HTTP error instead of throwing it', async () => {
    const { client } = createTestClient({ api: respondWithError('GROUP_NOT_FOUND') })
    const { data, error, response } = await client.GET(path, init)
    expect(data).toBeUndefined()
    expect(error).toHaveProperty('errorCode', 'GROUP_NOT_FOUND')
    expect(response.status).toBe(404)
  })

  test('throws where there is no answer', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const { client } = createTestClient({}, { fetch, retry: false })
    expect(await catchRejection(client.GET(path, init))).toBeInstanceOf(NetworkError)
  })

  test('has middleware of its own, which sees no credentials', async () => {
    const { client, api } = createTestClient()
    const acceptHeaders: (string | null)[] = []
    client.use({
      onRequest: ({ request }) => {
        acceptHeaders.push(request.headers.get('Authorization'))
        request.headers.set('X-Mine', '1')
      },
    })
    await client.GET(path, init)
    expect(acceptHeaders).toEqual([null])
    expect(api[0]?.headers.get('X-Mine')).toBe('1')
  })
})

describe('a client that is bare alone', () => {
  test('has no resource methods', () => {
    expect(createBareClient({ auth: noAuth })).not.toHaveProperty('exportBuckets')
  })

  test('is authenticated and repeats, over a connection', async () => {
    const { app, api, token } = createFakeAtlas({
      api: respondInSequence(
        respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }),
        respondWithBucket(),
      ),
    })
    const client = createBareClient({ auth: testServiceAccount(), baseUrl: await listenApp(app) })
    const { data, response } = await client.GET(path, init)
    expect(data).toEqual(buckets.AWS)
    expect(response.status).toBe(200)
    expect(token).toHaveLength(1)
    expect(api.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ])
  })

  test('ends a call when its time is up', async () => {
    const baseUrl = await listen(() => undefined)
    const client = createBareClient({ auth: noAuth, baseUrl, timeout: 20 })
    expect(await catchRejection(client.GET(path, init))).toBeInstanceOf(TimeoutError)
  })

  test('refuses options as createClient does', () => {
    expect(() => createBareClient({ auth: noAuth, baseUrl: 'http://atlas.test' })).toThrow(
      TypeError,
    )
  })
})

describe('User-Agent', () => {
  test('is the option’s, on calls and token requests', async () => {
    const { client, api, token } = createTestClient({}, { userAgent: 'backup-report/1.2' })
    await client.exportBuckets.get(ids)
    await client.GET(path, init)
    const userAgents = [...api, ...token].map(({ headers }) => headers.get('User-Agent'))
    expect(userAgents).toEqual(Array.from({ length: 3 }, () => 'backup-report/1.2'))
  })

  test('is not set otherwise', async () => {
    const { client, api } = createTestClient()
    await client.exportBuckets.get(ids)
    expect(api[0]?.headers.has('User-Agent')).toBe(false)
  })
})
