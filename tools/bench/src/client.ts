import { type AuthStrategy, apiKey, createClient, serviceAccount } from '@export-buckets/client'
import type { paths } from '@export-buckets/core'
import { DigestClient } from 'digest-fetch'
import createFetchClient from 'openapi-fetch'
import { cpuTime } from './cpu-time.ts'
import {
  accept,
  bucketPath,
  buckets,
  type Caller,
  callers,
  fetchToken,
  groupId,
} from './fixture.ts'
import { startServer } from './server.ts'
import { type Figures, type Measurements, type Options, runRounds, type Suite } from './suite.ts'

/** Gets a bucket, and returns its id from the body. */
type GetBucket = (exportBucketId: string) => Promise<unknown>

async function readId(response: { status: number; json(): Promise<unknown> }): Promise<unknown> {
  const body = await response.json()
  return response.status === 200 ? Object(body)._id : undefined
}

/** Creates a client of every kind for one caller. */
async function createClients(origin: string, caller: Caller): Promise<Record<string, GetBucket>> {
  const digestClient = new DigestClient(caller.publicKey, caller.privateKey)
  const headers = { Accept: accept, Authorization: `Bearer ${await fetchToken(origin, caller)}` }
  const http = createFetchClient<paths>({ baseUrl: origin, headers })
  const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
  const useClient = (auth: AuthStrategy): GetBucket => {
    const { exportBuckets } = createClient({ auth, baseUrl: origin })
    return async (exportBucketId) => (await exportBuckets.get({ groupId, exportBucketId }))._id
  }
  return {
    fetch: async (id) => readId(await fetch(origin + bucketPath(id), { headers })),
    'fetch with timeout': async (id) => {
      const signal = AbortSignal.timeout(30_000)
      return readId(await fetch(origin + bucketPath(id), { headers, signal }))
    },
    'openapi-fetch': async (exportBucketId) => {
      const { data } = await http.GET(path, { params: { path: { groupId, exportBucketId } } })
      return data?._id
    },
    'client, service account': useClient(serviceAccount(caller)),
    'client, API key': useClient(apiKey(caller)),
    'digest-fetch': async (id) =>
      readId(await digestClient.fetch(origin + bucketPath(id), { headers: { Accept: accept } })),
  }
}

let calls = 0

/** Gets the next bucket. @throws Error when the response is not that bucket */
async function getNextBucket(getBucket: GetBucket): Promise<void> {
  const expected = buckets[calls++ % buckets.length]?._id ?? ''
  const id = await getBucket(expected)
  if (id !== expected) throw new Error(`expected the bucket ${expected}, got ${id}`)
}

/** The number of turns that share the seconds of a round, so that other work on the machine falls on all clients alike. */
const turns = 4

async function run({ rounds, seconds }: Options): Promise<Measurements> {
  await using server = await startServer('edge')
  const [caller] = callers
  if (caller === undefined) throw new RangeError('expected a caller')
  const clients = await createClients(server.origin, caller)

  async function measure(getBucket: GetBucket, duration: number): Promise<Figures> {
    const { requests } = await server.getUsage()
    const [callsBefore, cpuBefore, start] = [calls, cpuTime(), performance.now()]
    do await getNextBucket(getBucket)
    while (performance.now() - start < duration * 1000)
    const [count, cpu, time] = [
      calls - callsBefore,
      cpuTime() - cpuBefore,
      performance.now() - start,
    ]
    const trips = (await server.getUsage()).requests - requests
    return { cpu: cpu / count, time: (time * 1000) / count, trips: trips / count }
  }

  // Authenticates, and lets the compilers finish: the processor time per call falls during the first seconds.
  await runRounds(clients, 1, (getBucket) => measure(getBucket, Math.min(5, seconds * 3)))
  return await runRounds(clients, rounds * turns, (each) => measure(each, seconds / turns))
}

/** The client against `fetch`, openapi-fetch and digest-fetch. */
export const client: Suite = {
  name: 'client',
  about: `GET of ${buckets.length} buckets, one call after the other, from the edge in another process. \`cpu\` is the processor time of the calling process per call, \`trips\` the number of requests per call after the first one. The clients share a process and take ${turns} turns in each round.`,
  metrics: {
    cpu: { unit: 'µs/call', digits: 0 },
    time: { unit: 'µs/call', digits: 0 },
    trips: { unit: 'requests/call', digits: 3 },
  },
  comparisons: [
    { metric: 'cpu', of: 'client, service account', to: 'fetch with timeout', atMost: 1.25 },
    { metric: 'cpu', of: 'client, service account', to: 'openapi-fetch' },
    { metric: 'cpu', of: 'client, API key', to: 'digest-fetch' },
    { metric: 'trips', of: 'client, API key', atMost: 1 },
    { metric: 'trips', of: 'digest-fetch' },
  ],
  run,
}
