import { revokePath } from '@export-buckets/core'
import { createDigestVerifier, ha1 } from '@export-buckets/digest/server'
import { describe, expect, test } from 'vitest'
import { apiKey, createClient } from '../src/index.ts'
import { type Answer, bucket, failure, type StandIn, standIn } from './stand-in/atlas.ts'
import { ids } from './stand-in/buckets.ts'
import { rejection } from './stand-in/client.ts'

const publicKey = 'abcdefgh'
const privateKey = '4297fc77-1592-4de8-a6d5-a8c32401df87'
const realm = 'MMS Public API'

/** Lets through what is signed with the key, each nonce count once, as Atlas does. */
function guarded(answer: Answer): Answer {
  const verifier = createDigestVerifier({ realm, secret: new Uint8Array(32).fill(7) })
  const lookup = () => ha1({ username: publicKey, realm, password: privateKey })
  return async (c, nth) => {
    const { pathname, search } = new URL(c.req.url)
    const authorization = c.req.header('Authorization')
    const request = { method: c.req.method, uri: pathname + search, authorization }
    const verdict = await verifier.verify(request, lookup)
    if (verdict.ok) return answer(c, nth)
    const [challenge = ''] = verifier.challenge({ stale: verdict.stale })
    return failure('UNAUTHORIZED', { 'WWW-Authenticate': challenge })(c, nth)
  }
}

function keyed(answer: Answer = bucket(), key = privateKey) {
  const atlas = standIn({ api: guarded(answer), revoke: guarded((c) => c.text(c.req.method)) })
  const auth = apiKey({ publicKey, privateKey: key })
  const client = createClient({ auth, fetch: atlas.app.fetch, retry: { baseDelay: 0 } })
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

  test('with the wrong private key end with 401', async () => {
    const { client, api } = keyed(bucket(), 'wrong')
    const error = await rejection(client.exportBuckets.get(ids))
    expect(error).toMatchObject({ status: 401, errorCode: 'UNEXPECTED_ERROR' })
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
])('keys that cannot be are a TypeError: %o', (credentials, message) => {
  expect(() => Reflect.apply(apiKey, undefined, [credentials])).toThrow(new TypeError(message))
})
