import { vendorMediaType } from '@export-buckets/core'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import { createBareClient, NetworkError, TimeoutError } from '../src/index.ts'
import { buckets, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  respondInSequence,
  respondWithBucket,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import {
  catchRejection,
  createTestClient,
  noAuth,
  testServiceAccount,
} from './fakes/test-client.ts'

const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
const init = { params: { path: ids }, headers: { Accept: vendorMediaType('2024-05-30') } }

describe('the bare methods of createClient', () => {
  test('requests are authenticated and retried like those of resource methods', async () => {
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

  test('an HTTP error resolves as error instead of rejecting', async () => {
    const { client } = createTestClient({ api: respondWithError('GROUP_NOT_FOUND') })
    const { data, error, response } = await client.GET(path, init)
    expect(data).toBeUndefined()
    expect(error).toHaveProperty('errorCode', 'GROUP_NOT_FOUND')
    expect(response.status).toBe(404)
  })

  test('a network failure or a timeout rejects', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const { client } = createTestClient({}, { fetch, retry: false })
    expect(await catchRejection(client.GET(path, init))).toBeInstanceOf(NetworkError)
  })

  test('middleware applies to the bare methods only and sees no credentials', async () => {
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

describe('createBareClient', () => {
  test('a bare client has no resource methods', () => {
    expect(createBareClient({ auth: noAuth })).not.toHaveProperty('exportBuckets')
  })

  test('requests over a real connection are authenticated and retried', async () => {
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

  test('a call rejects with a TimeoutError after its timeout', async () => {
    const baseUrl = await listen(() => undefined)
    const client = createBareClient({ auth: noAuth, baseUrl, timeout: 20 })
    expect(await catchRejection(client.GET(path, init))).toBeInstanceOf(TimeoutError)
  })

  test('invalid options throw the same errors as in createClient', () => {
    expect(() => createBareClient({ auth: noAuth, baseUrl: 'http://atlas.test' })).toThrow(
      TypeError,
    )
  })
})

describe('User-Agent', () => {
  test('the option sets User-Agent on calls and token requests', async () => {
    const { client, api, token } = createTestClient({}, { userAgent: 'backup-report/1.2' })
    await client.exportBuckets.get(ids)
    await client.GET(path, init)
    const userAgents = [...api, ...token].map(({ headers }) => headers.get('User-Agent'))
    expect(userAgents).toEqual(Array.from({ length: 3 }, () => 'backup-report/1.2'))
  })

  test('User-Agent is not set without the option', async () => {
    const { client, api } = createTestClient()
    await client.exportBuckets.get(ids)
    expect(api[0]?.headers.has('User-Agent')).toBe(false)
  })
})
