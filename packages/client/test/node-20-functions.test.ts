import { trackNewerCalls } from '@export-buckets/test-support/track-newer-calls'
import { expect, test } from 'vitest'
import { apiKey, createAtlasFetch, createClient, serviceAccount } from '../src/index.ts'
import { buckets, ids } from './fakes/buckets.ts'
import { createFakeAtlas, respondWithBucket } from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import { privateKey, publicKey, requireDigest } from './fakes/require-digest.ts'
import { clientId, clientSecret } from './fakes/test-client.ts'

test.each([
  ['an API key', requireDigest(respondWithBucket()), apiKey({ publicKey, privateKey })],
  ['a service account', respondWithBucket(), serviceAccount({ clientId, clientSecret })],
])('a client with %s calls no function that Node 20 lacks', async (_, api, auth) => {
  const { app } = createFakeAtlas({ api })
  const options = { auth, baseUrl: await listenApp(app) }
  const calls = trackNewerCalls()
  const atlas = createClient(options)
  const results = await Promise.all([1, 2, 3].map(() => atlas.exportBuckets.get(ids)))
  expect(results).toEqual([1, 2, 3].map(() => buckets.AWS))
  const { response } = await atlas.GET('/api/atlas/v2/groups/{groupId}/clusters', {
    params: { path: ids },
  })
  const { status } = await createAtlasFetch(options)('/api/atlas/v2', { method: 'PUT', body: '{}' })
  expect([response.status, status]).not.toContain(401)
  expect(calls).toEqual([])
})
