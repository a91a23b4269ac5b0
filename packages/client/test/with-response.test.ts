import { describe, expect, test } from 'vitest'
import { type AtlasPromise, type createClient, isClientError } from '../src/index.ts'
import { buckets, createBodies, groupId, ids } from './fakes/buckets.ts'
import {
  type FakeHandler,
  respondNoContent,
  respondWithBucket,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { createBuckets, respondWithPages } from './fakes/pages.ts'
import { catchRejection, createTestClient } from './fakes/test-client.ts'

/** Sets headers on a response. */
const withHeaders =
  (handler: FakeHandler, headers: Readonly<Record<string, string>>): FakeHandler =>
  async (c, nth) => {
    const response = await handler(c, nth)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

const headers = { 'RateLimit-Remaining': '99', 'X-Request-Id': 'a1' }
const handlerWithHeaders = withHeaders(respondWithBucket(), headers)

describe('withResponse()', () => {
  test('withResponse() resolves with the result, the response and the request id', async () => {
    const { client, api } = createTestClient({ api: handlerWithHeaders })
    const { data, response, requestId } = await client.exportBuckets.get(ids).withResponse()
    expect(data).toEqual(buckets.AWS)
    expect([response.status, response.headers.get('RateLimit-Remaining')]).toEqual([200, '99'])
    expect(requestId).toBe('a1')
    expect(await response.json()).toEqual(buckets.AWS)
    expect(api).toHaveLength(1)
  })

  test('withResponse() sends no further request, however often it is called', async () => {
    const { client, api } = createTestClient({ api: handlerWithHeaders })
    const call = client.exportBuckets.get(ids)
    const [data, firstResponse, secondResponse] = await Promise.all([
      call,
      call.withResponse(),
      call.withResponse(),
    ])
    expect(firstResponse.data).toBe(data)
    expect([await firstResponse.response.json(), await secondResponse.response.json()]).toEqual([
      data,
      data,
    ])
    expect(api).toHaveLength(1)
  })

  test.each<[string, FakeHandler, (client: Client) => AtlasPromise<unknown>]>([
    ['get', handlerWithHeaders, ({ exportBuckets }) => exportBuckets.get(ids)],
    [
      'a page of a list',
      withHeaders(respondWithPages(createBuckets(1)), headers),
      ({ exportBuckets }) => exportBuckets.list({ groupId }).page(),
    ],
    [
      'create',
      handlerWithHeaders,
      ({ exportBuckets }) => exportBuckets.create({ groupId, bucket: createBodies.AWS }),
    ],
    [
      'update',
      handlerWithHeaders,
      ({ exportBuckets }) => exportBuckets.update({ ...ids, requirePrivateNetworking: true }),
    ],
    [
      'delete',
      withHeaders(respondNoContent, headers),
      ({ exportBuckets }) => exportBuckets.delete(ids),
    ],
    [
      'delete with ignoreMissing of a missing bucket',
      withHeaders(respondWithError('EXPORT_BUCKET_NOT_FOUND'), headers),
      ({ exportBuckets }) => exportBuckets.delete({ ...ids, ignoreMissing: true }),
    ],
  ])('%s has withResponse()', async (_, api, call) => {
    const { client } = createTestClient({ api })
    const { data, response, requestId } = await call(client).withResponse()
    expect(data).toEqual(await call(client))
    expect(response.headers.get('RateLimit-Remaining')).toBe('99')
    expect(requestId).toBe('a1')
  })

  test('requestId is undefined without X-Request-Id', async () => {
    const { client } = createTestClient()
    const { requestId } = await client.exportBuckets.get(ids).withResponse()
    expect(requestId).toBeUndefined()
  })

  test.each<[string, FakeHandler, object]>([
    ['Atlas', respondWithError('GROUP_NOT_FOUND'), ids],
    ['the client', respondWithBucket(), { ...ids, groupId: 'no id' }],
  ])(
    'withResponse() rejects like the call when %s rejects it, without an unhandled rejection',
    async (_, api, input) => {
      const { client } = createTestClient({ api })
      const get = () => client.exportBuckets.get({ ...ids, ...input })
      const error = await catchRejection(get().withResponse())
      expect(isClientError(error)).toBe(true)
      expect(error).toEqual(await catchRejection(get()))
    },
  )
})

type Client = ReturnType<typeof createClient>
