import { revokePath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { apiKey, createClient } from '../src/index.ts'
import { type Answer, bucket, failure, type StandIn, standIn, success } from './stand-in/atlas.ts'
import { ids, requests } from './stand-in/buckets.ts'
import { rejection } from './stand-in/client.ts'
import { guarded, privateKey, publicKey } from './stand-in/digest.ts'
import { all, numbered, pages } from './stand-in/pages.ts'

function keyed(answer: Answer = bucket(), key = privateKey) {
  const atlas = standIn({ api: guarded(answer), revoke: guarded((c) => c.text(c.req.method)) })
  const auth = apiKey({ publicKey, privateKey: key })
  const client = createClient({ auth, fetch: atlas.app.request, retry: { baseDelay: 0 } })
  return { ...atlas, client }
}

const signed = (requests: StandIn['api']) =>
  requests.filter(({ headers }) => headers.has('Authorization')).length

describe('calls with an API key', () => {
  test('cost two round trips for the first, one for each after it', async () => {
    const { client, api } = keyed()
    for (const roundTrips of [2, 3, 4]) {
      expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
      expect(api).toHaveLength(roundTrips)
    }
  })

  test('at the same time share the first challenge', async () => {
    const { client, api } = keyed()
    await Promise.all(Array.from({ length: 20 }, () => client.exportBuckets.get(ids)))
    expect(api).toHaveLength(21)
    expect(signed(api)).toBe(20)
  })

  test('ask for no token', async () => {
    const { client, token } = keyed()
    await client.exportBuckets.get(ids)
    expect(token).toHaveLength(0)
  })

  test('sign each repeat anew', async () => {
    const counts: (string | undefined)[] = []
    const { client } = keyed((c, nth) => {
      counts.push(/nc=(\w+)/.exec(c.req.header('Authorization') ?? '')?.[1])
      return counts.length < 3 ? failure('SERVICE_UNAVAILABLE')(c, nth) : bucket()(c, nth)
    })
    await client.exportBuckets.get(ids)
    expect(counts).toEqual(['00000001', '00000002', '00000003'])
  })

  test('send a POST through the challenge with its body', async () => {
    const { client, revoked } = keyed()
    const { data } = await client.POST(revokePath, { body: { token: 't' }, parseAs: 'text' })
    expect(data).toBe('POST')
    expect(revoked.map(({ body }) => body)).toEqual(['{"token":"t"}', '{"token":"t"}'])
  })

  test('send what to create through the challenge, the same bytes twice', async () => {
    const created = success('createGroupBackupExportBucket', {
      _id: ids.exportBucketId,
      ...requests.GCP,
    })
    const { client, api } = keyed(created)
    const { groupId } = ids
    await client.exportBuckets.create({ groupId, bucket: requests.GCP })
    const body = JSON.stringify(requests.GCP)
    expect(api.map((each) => each.body)).toEqual([body, body])
    expect(new Set(api.map(({ headers }) => headers.get('Content-Type')))).toHaveProperty('size', 1)
    expect(signed(api)).toBe(1)
  })

  test('sign the query of each page', async () => {
    const { client, api } = keyed(pages(numbered(3)))
    const list = client.exportBuckets.list({ groupId: ids.groupId, itemsPerPage: 2 })
    expect(await all(list)).toHaveLength(3)
    expect(api).toHaveLength(3)
    expect(signed(api)).toBe(2)
  })

  test('with the wrong private key end with 401', async () => {
    const { client, api } = keyed(bucket(), 'wrong')
    const error = await rejection(client.exportBuckets.get(ids))
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
])('keys that cannot be are a TypeError: %o', (credentials, message) => {
  expect(() => Reflect.apply(apiKey, undefined, [credentials])).toThrow(new TypeError(message))
})
