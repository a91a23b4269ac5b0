import { listen } from '@export-buckets/test-support/listen'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucketPath, buckets, callers, fetchToken } from '../src/fixture.ts'
import { type Connection, createDigestSigner, sendLoad } from '../src/load.ts'
import { type Server, startServer } from '../src/server.ts'

const requests = buckets
  .slice(0, 5)
  .map((bucket) => ({ path: bucketPath(bucket._id), body: JSON.stringify(bucket) }))
const [firstRequest] = requests

let server: Server
let bearer: Connection
let digest: Connection

beforeAll(async () => {
  server = await startServer('edge')
  const [caller] = callers
  if (caller === undefined) throw new RangeError('expected a caller')
  const token = await fetchToken(server.origin, caller)
  bearer = { requests, authorize: () => `Bearer ${token}` }
  const url = `${server.origin}${firstRequest?.path}`
  digest = { requests, authorize: await createDigestSigner(url, caller) }
})
afterAll(() => server[Symbol.asyncDispose]())

function send(connection: Connection, origin: string = server.origin) {
  return sendLoad({ origin, connections: [connection, connection], seconds: 1, requests: 20 })
}

test('a load with right responses returns their number', async () => {
  const before = await server.getUsage()
  await expect(send(bearer)).resolves.toMatchObject({ count: 20 })
  const after = await server.getUsage()
  expect(after.requests - before.requests).toBe(20)
  expect(after.cpu).toBeGreaterThan(before.cpu)
})

test('every request of a load with Digest has a signature that the edge accepts', async () => {
  await expect(send(digest)).resolves.toMatchObject({ count: 20 })
})

test('a load that is unauthorized is an error', async () => {
  await expect(send({ ...bearer, authorize: () => 'Bearer none' })).rejects.toThrow(
    /expected every response to be 200.*"401":\{"count":20\}/,
  )
})

test('a load that gets the bucket of another request is an error', async () => {
  const [first, second, ...others] = requests
  const swapped = [
    { path: first?.path ?? '', body: second?.body ?? '' },
    { path: second?.path ?? '', body: first?.body ?? '' },
    ...others,
  ]
  await expect(send({ ...bearer, requests: swapped })).rejects.toThrow(/"mismatches":8,/)
})

test('a load on a server that closes connections is an error', async () => {
  const origin = await listen((request) => request.socket.destroy())
  await expect(send(bearer, origin)).rejects.toThrow(/expected every response/)
})
