import { describe, expect, test } from 'vitest'
import { type AtlasPromise, type createClient, isClientError } from '../src/index.ts'
import { type Answer, bucket, failure, noContent } from './stand-in/atlas.ts'
import { buckets, groupId, ids, requests } from './stand-in/buckets.ts'
import { clientOf, rejection } from './stand-in/client.ts'
import { numbered, pages } from './stand-in/pages.ts'

/** Sets headers on an answer. */
const withHeaders =
  (answer: Answer, headers: Readonly<Record<string, string>>): Answer =>
  async (c, nth) => {
    const response = await answer(c, nth)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

const headers = { 'RateLimit-Remaining': '99', 'X-Request-Id': 'a1' }
const answerWithHeaders = withHeaders(bucket(), headers)

describe('withResponse()', () => {
  test('resolves with what the call resolves with, the response and the request id', async () => {
    const { client, api } = clientOf({ api: answerWithHeaders })
    const { data, response, requestId } = await client.exportBuckets.get(ids).withResponse()
    expect(data).toEqual(buckets.AWS)
    expect([response.status, response.headers.get('RateLimit-Remaining')]).toEqual([200, '99'])
    expect(requestId).toBe('a1')
    expect(await response.json()).toEqual(buckets.AWS)
    expect(api).toHaveLength(1)
  })

  test('sends nothing anew, however often it is asked and whether the call is awaited or not', async () => {
    const { client, api } = clientOf({ api: answerWithHeaders })
    const call = client.exportBuckets.get(ids)
    const [data, one, other] = await Promise.all([call, call.withResponse(), call.withResponse()])
    expect(one.data).toBe(data)
    expect([await one.response.json(), await other.response.json()]).toEqual([data, data])
    expect(api).toHaveLength(1)
  })

  test.each<[string, Answer, (client: Client) => AtlasPromise<unknown>]>([
    ['get', answerWithHeaders, ({ exportBuckets }) => exportBuckets.get(ids)],
    [
      'a page of a list',
      withHeaders(pages(numbered(1)), headers),
      ({ exportBuckets }) => exportBuckets.list({ groupId }).page(),
    ],
    [
      'create',
      answerWithHeaders,
      ({ exportBuckets }) => exportBuckets.create({ groupId, bucket: requests.AWS }),
    ],
    [
      'update',
      answerWithHeaders,
      ({ exportBuckets }) => exportBuckets.update({ ...ids, requirePrivateNetworking: true }),
    ],
    ['delete', withHeaders(noContent, headers), ({ exportBuckets }) => exportBuckets.delete(ids)],
    [
      'delete, of what is not there',
      withHeaders(failure('EXPORT_BUCKET_NOT_FOUND'), headers),
      ({ exportBuckets }) => exportBuckets.delete({ ...ids, ignoreMissing: true }),
    ],
  ])('is of every method: %s', async (_, api, call) => {
    const { client } = clientOf({ api })
    const { data, response, requestId } = await call(client).withResponse()
    expect(data).toEqual(await call(client))
    expect(response.headers.get('RateLimit-Remaining')).toBe('99')
    expect(requestId).toBe('a1')
  })

  test('has no request id where there is none', async () => {
    const { client } = clientOf()
    const { requestId } = await client.exportBuckets.get(ids).withResponse()
    expect(requestId).toBeUndefined()
  })

  test.each<[string, Answer, object]>([
    ['Atlas', failure('GROUP_NOT_FOUND'), ids],
    ['the client', bucket(), { ...ids, groupId: 'no id' }],
  ])(
    'rejects as the call does where %s refuses, and leaves no unhandled rejection',
    async (_, api, input) => {
      const { client } = clientOf({ api })
      const get = () => client.exportBuckets.get({ ...ids, ...input })
      const error = await rejection(get().withResponse())
      expect(isClientError(error)).toBe(true)
      expect(error).toEqual(await rejection(get()))
    },
  )
})

type Client = ReturnType<typeof createClient>
