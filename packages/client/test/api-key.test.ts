import { revokePath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { apiKey, createClient } from '../src/index.ts'
import { createBodies, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeAtlas,
  type FakeHandler,
  respondWithBody,
  respondWithBucket,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { collect, createBuckets, respondWithPages } from './fakes/pages.ts'
import { privateKey, publicKey, requireDigest } from './fakes/require-digest.ts'
import { catchRejection } from './fakes/test-client.ts'

function createApiKeyClient(handler: FakeHandler = respondWithBucket(), secretKey = privateKey) {
  const atlas = createFakeAtlas({
    api: requireDigest(handler),
    revoke: requireDigest((c) => c.text(c.req.method)),
  })
  const auth = apiKey({ publicKey, privateKey: secretKey })
  const client = createClient({ auth, fetch: atlas.app.request, retry: { baseDelay: 0 } })
  return { ...atlas, client }
}

const countSigned = (requests: FakeAtlas['api']) =>
  requests.filter(({ headers }) => headers.has('Authorization')).length

describe('apiKey', () => {
  test('the first call takes two round trips, and each later call takes one', async () => {
    const { client, api } = createApiKeyClient()
    for (const roundTrips of [2, 3, 4]) {
      expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
      expect(api).toHaveLength(roundTrips)
    }
  })

  test('concurrent calls share the first challenge', async () => {
    const { client, api } = createApiKeyClient()
    await Promise.all(Array.from({ length: 20 }, () => client.exportBuckets.get(ids)))
    expect(api).toHaveLength(21)
    expect(countSigned(api)).toBe(20)
  })

  test('a call with an API key requests no token', async () => {
    const { client, token } = createApiKeyClient()
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(0)
  })

  test('each retry is signed with a new nonce count', async () => {
    const counts: (string | undefined)[] = []
    const { client } = createApiKeyClient((c, nth) => {
      counts.push(/nc=(\w+)/.exec(c.req.header('Authorization') ?? '')?.[1])
      return counts.length < 3
        ? respondWithError('SERVICE_UNAVAILABLE')(c, nth)
        : respondWithBucket()(c, nth)
    })
    await client.exportBuckets.get(ids)
    expect(counts).toEqual(['00000001', '00000002', '00000003'])
  })

  test('a POST is sent again with its body after the challenge', async () => {
    const { client, revocations } = createApiKeyClient()
    const { data } = await client.POST(revokePath, { body: { token: 't' }, parseAs: 'text' })
    expect(data).toBe('POST')
    expect(revocations.map(({ body }) => body)).toEqual(['{"token":"t"}', '{"token":"t"}'])
  })

  test('create sends the same bytes before and after the challenge', async () => {
    const createHandler = respondWithBody('createGroupBackupExportBucket', {
      _id: ids.exportBucketId,
      ...createBodies.GCP,
    })
    const { client, api } = createApiKeyClient(createHandler)
    const { groupId } = ids
    await client.exportBuckets.create({ groupId, bucket: createBodies.GCP })
    const body = JSON.stringify(createBodies.GCP)
    expect(api.map((request) => request.body)).toEqual([body, body])
    expect(new Set(api.map(({ headers }) => headers.get('Content-Type')))).toHaveProperty('size', 1)
    expect(countSigned(api)).toBe(1)
  })

  test('the query of each page is signed', async () => {
    const { client, api } = createApiKeyClient(respondWithPages(createBuckets(3)))
    const list = client.exportBuckets.list({ groupId: ids.groupId, itemsPerPage: 2 })
    expect(await collect(list)).toHaveLength(3)
    expect(api).toHaveLength(3)
    expect(countSigned(api)).toBe(2)
  })

  test('a wrong private key results in a 401', async () => {
    const { client, api } = createApiKeyClient(respondWithBucket(), 'wrong')
    const error = await catchRejection(client.exportBuckets.get(ids))
    expect(error).toMatchObject({ status: 401, errorCode: undefined })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('Check the client id and secret, or the public and private key'),
    )
    expect(api.length).toBeLessThanOrEqual(3)
  })
})

test.each([
  [{ publicKey: '', privateKey }, 'publicKey: expected a credential, got an empty string'],
  [{ publicKey, privateKey: '' }, 'privateKey: expected a credential, got an empty string'],
  [{ publicKey, privateKey: undefined }, 'privateKey: expected a string, got undefined'],
  [{ publicKey: ` ${publicKey}`, privateKey }, 'publicKey: must not begin or end with white space'],
  [
    { publicKey, privateKey: `${privateKey}\n` },
    'privateKey: must not begin or end with white space',
  ],
])('invalid keys throw a TypeError: %o', (credentials, message) => {
  expect(() => Reflect.apply(apiKey, undefined, [credentials])).toThrow(new TypeError(message))
})
