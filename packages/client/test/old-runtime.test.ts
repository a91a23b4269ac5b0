import { expect, test } from 'vitest'
import { callsOfNewerFunctions } from '../../digest/test/stand-in/newer-than-node-20.ts'
import { apiKey, createAtlasFetch, createClient, serviceAccount } from '../src/index.ts'
import { bucket, standIn } from './stand-in/atlas.ts'
import { buckets, ids } from './stand-in/buckets.ts'
import { clientId, clientSecret } from './stand-in/client.ts'
import { guarded, privateKey, publicKey } from './stand-in/digest.ts'
import { listenTo } from './stand-in/listen.ts'

test.each([
  ['an API key', guarded(bucket()), apiKey({ publicKey, privateKey })],
  ['a service account', bucket(), serviceAccount({ clientId, clientSecret })],
])('a client with %s calls no function that Node 20 lacks', async (_, api, auth) => {
  const { app } = standIn({ api })
  const options = { auth, baseUrl: await listenTo(app) }
  const calls = callsOfNewerFunctions()
  const atlas = createClient(options)
  const answers = await Promise.all([1, 2, 3].map(() => atlas.exportBuckets.get(ids)))
  expect(answers).toEqual([1, 2, 3].map(() => buckets.AWS))
  const { response } = await atlas.GET('/api/atlas/v2/groups/{groupId}/clusters', {
    params: { path: ids },
  })
  const { status } = await createAtlasFetch(options)('/api/atlas/v2', { method: 'PUT', body: '{}' })
  expect([response.status, status]).not.toContain(401)
  expect(calls).toEqual([])
})
