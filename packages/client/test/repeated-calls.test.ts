import {
  type ApiVersion,
  operationPath,
  operations,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AuthStrategy,
  createClient,
  type FetchLike,
  UnexpectedResponseError,
} from '../src/index.ts'
import { buckets, exportBucketId, groupId, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondNoContent,
  respondWithBucket,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { newestResourceVersion } from './fakes/newest-version.ts'
import { streamChunks } from './fakes/stream-chunks.ts'
import {
  catchRejection,
  createTestClient,
  createUnauthenticatedClient,
  noAuth,
} from './fakes/test-client.ts'

const respondByMethod: FakeHandler = (c, nth) =>
  (c.req.method === 'DELETE' ? respondNoContent : respondWithBucket())(c, nth)

const otherIds = { groupId: 'a'.repeat(24), exportBucketId: 'b'.repeat(24) }

/** Few values, so that most sequences repeat a call. */
const callArbitrary = fc.record({
  method: fc.constantFrom('get', 'delete'),
  groupId: fc.constantFrom(groupId, otherIds.groupId),
  exportBucketId: fc.constantFrom(exportBucketId, otherIds.exportBucketId),
  version: fc.constantFrom<ApiVersion>('2024-05-30', '2025-03-12'),
})

test('each request depends only on its own call, whatever was called before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(callArbitrary, { maxLength: 12 }), async (calls) => {
      const { client, api } = createTestClient({ api: respondByMethod }, { userAgent: 'again/1' })
      for (const { method, version, ...path } of calls) {
        if (method === 'get') await client.exportBuckets.get({ ...path, version })
        else await client.exportBuckets.delete({ ...path, version })
        const operation = operations[`${method}GroupBackupExportBucket`]
        const { headers, ...sentRequest } = api.at(-1) ?? {}
        expect(sentRequest).toMatchObject({
          method: operation.method,
          path: operationPath(operation, path),
        })
        expect(headers?.get('Accept')).toBe(vendorMediaType(version))
        expect(headers?.get('Authorization')).toBe('Bearer token-1')
        expect(headers?.get('User-Agent')).toBe('again/1')
      }
      expect(api).toHaveLength(calls.length)
    }),
    { numRuns: 50 },
  )
})

test('invalid input is rejected after a valid call, and nothing is sent', async () => {
  const { client, api } = createUnauthenticatedClient()
  await client.exportBuckets.get(ids)
  const invalidIds = { ...ids, exportBucketId: ids.exportBucketId.toUpperCase() }
  expect(await catchRejection(client.exportBuckets.get(invalidIds))).toBeInstanceOf(ValidationError)
  expect(api).toHaveLength(1)
})

test('a response that violates the schema is rejected after a valid one, and again', async () => {
  const validResponse = respondWithBucket(buckets.AWS)
  const invalidResponse = respondWithBucket({ ...buckets.AWS, cloudProvider: 'IBM' })
  const { client } = createUnauthenticatedClient({
    api: respondInSequence(
      validResponse,
      validResponse,
      invalidResponse,
      invalidResponse,
      validResponse,
    ),
  })
  const results: unknown[] = []
  for (let times = 0; times < 5; times++) {
    results.push(await client.exportBuckets.get(ids).catch((error: unknown) => error))
  }
  const expectedError = expect.any(UnexpectedResponseError)
  expect(results).toEqual([buckets.AWS, buckets.AWS, expectedError, expectedError, buckets.AWS])
})

test('a status that promises a body requires a media type, also after a 204', async () => {
  const { client } = createUnauthenticatedClient({
    api: respondInSequence(respondNoContent, () => new Response(null)),
  })
  await client.exportBuckets.delete(ids)
  expect(await catchRejection(client.exportBuckets.delete(ids))).toBeInstanceOf(
    UnexpectedResponseError,
  )
})

test('headers that a custom fetch modifies stay in their call', async () => {
  const sentHeaders: unknown[] = []
  const { app } = createFakeAtlas()
  const fetch: FetchLike = (url, init) => {
    sentHeaders.push({ ...Object(init.headers) })
    Object.assign(Object(init.headers), { 'x-trace': '1' })
    return app.request(url, init)
  }
  const options = { auth: noAuth, fetch, version: '2024-05-30' } as const
  for (const { exportBuckets } of [createClient(options), createClient(options)]) {
    for (let times = 0; times < 2; times++) await exportBuckets.get(ids)
  }
  expect(sentHeaders).toEqual(Array(4).fill({ accept: vendorMediaType('2024-05-30') }))
})

test('headers that a custom fetch modifies do not reach a request that a strategy sends again', async () => {
  const { app, api } = createFakeAtlas()
  const auth: AuthStrategy = {
    wrap: (next) => (request) => next(request).then(() => next(request)),
  }
  const fetch: FetchLike = (url, init) => {
    const response = app.request(url, { ...init, headers: { ...Object(init.headers) } })
    Object.assign(Object(init.headers), { 'x-trace': '1' })
    return response
  }
  await createClient({ auth, fetch }).exportBuckets.get(ids)
  expect(api.map(({ headers }) => headers.get('X-Trace'))).toEqual([null, null])
})

test('headers that a strategy modifies stay in their call and in their attempt', async () => {
  const { app, api } = createFakeAtlas({
    api: respondInSequence(respondWithError('SERVICE_UNAVAILABLE'), respondWithBucket()),
  })
  let tokens = 0
  const auth: AuthStrategy = {
    wrap: (next) => (request) => {
      tokens++
      Object.assign(request.headers, { authorization: `Bearer ${tokens}`, ...request.headers })
      return next(request)
    },
  }
  const client = createClient({ auth, fetch: app.request, retry: { baseDelay: 0 } })
  for (let times = 0; times < 2; times++) await client.exportBuckets.get(ids)
  const authorizations = api.map(({ headers }) => headers.get('Authorization'))
  expect(authorizations).toEqual(['Bearer 1', 'Bearer 2', 'Bearer 3'])
})

test('a body in several chunks is parsed as one, wherever it is split', async () => {
  const body = { ...buckets.AWS, region: 'Zürich' }
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  const splitIndex = bytes.indexOf(0xc3) + 1
  const headers = { 'Content-Type': vendorMediaType('2024-05-30') }
  const api = () =>
    new Response(streamChunks([bytes.slice(0, splitIndex), bytes.slice(splitIndex)]), { headers })
  const { client } = createUnauthenticatedClient({ api })
  expect(await client.exportBuckets.get(ids)).toEqual(body)
})

test('the same response body is parsed to a new object each time', async () => {
  const { client } = createUnauthenticatedClient()
  const [first, second] = [await client.exportBuckets.get(ids), await client.exportBuckets.get(ids)]
  expect(second).toEqual(first)
  expect(second).not.toBe(first)
})

test('a response body in a version that was not requested is rejected, also after the same body in the right version', async () => {
  const body = JSON.stringify(buckets.AWS)
  const respondAsVersion =
    (version: string): FakeHandler =>
    (c) =>
      c.body(body, 200, { 'Content-Type': vendorMediaType(version) })
  const { client } = createUnauthenticatedClient({
    api: respondInSequence(
      respondAsVersion(newestResourceVersion('getGroupBackupExportBucket')),
      respondAsVersion('2023-01-01'),
    ),
  })
  expect(await client.exportBuckets.get(ids)).toEqual(buckets.AWS)
  expect(await catchRejection(client.exportBuckets.get(ids))).toBeInstanceOf(
    UnexpectedResponseError,
  )
})
