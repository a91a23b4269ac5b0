import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import {
  createAtlasFetch,
  createBareClient,
  createClient,
  isClientError,
  UnexpectedResponseError,
} from '../src/index.ts'
import { groupId, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondWithToken,
} from './fakes/fake-atlas.ts'
import { operationCalls, operationIds } from './fakes/operation-calls.ts'
import { streamChunks } from './fakes/stream-chunks.ts'
import {
  catchRejection,
  createTestClient,
  createUnauthenticatedClient,
  noAuth,
  testServiceAccount,
} from './fakes/test-client.ts'

const mebibytes = 1024 * 1024
const requestPath = `/api/atlas/v2/groups/${groupId}/clusters`
const clustersPath = '/api/atlas/v2/groups/{groupId}/clusters'
const init = { params: { path: { groupId } } }

/** Responds with the given number of bytes. */
const respondWithBytes =
  (size: number, status = 200): FakeHandler =>
  () =>
    new Response(new Uint8Array(size).fill(0x20), { status })

const message = (method: string, path: string, limit: number) =>
  `${method} ${path}: the body exceeds maxResponseSize (${limit} bytes)`

describe('a success that exceeds maxResponseSize', () => {
  test.each(operationIds)(
    '%s rejects with an UnexpectedResponseError when the body exceeds the limit',
    async (operationId) => {
      const { client, api } = createUnauthenticatedClient(
        { api: respondWithBytes(101) },
        { maxResponseSize: 100 },
      )
      const error = await catchRejection(operationCalls[operationId].call(client))
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect(isClientError(error) && error.code).toBe('UNEXPECTED_RESPONSE')
      const [{ method = '', path: requestedPath = '' } = {}] = api
      expect(error).toHaveProperty('message', message(method, requestedPath, 100))
      expect(error).toHaveProperty('issues', [
        { path: [], code: 'rule', message: expect.stringContaining('maxResponseSize') },
      ])
      expect(api).toHaveLength(1)
    },
  )

  test.each(['json', 'text', 'blob', 'arrayBuffer', 'stream'] as const)(
    'the bare client rejects a body that exceeds the limit, with parseAs: %s',
    async (parseAs) => {
      const { app } = createFakeAtlas({ api: respondWithBytes(101) })
      const atlas = createBareClient({ auth: noAuth, fetch: app.request, maxResponseSize: 100 })
      const error = await catchRejection(atlas.GET(clustersPath, { ...init, parseAs }))
      expect(error).toHaveProperty('message', message('GET', requestPath, 100))
    },
  )

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'createAtlasFetch rejects a body that exceeds the limit, with %s',
    async (method) => {
      const { app } = createFakeAtlas({ api: respondWithBytes(101) })
      const atlasFetch = createAtlasFetch({
        auth: noAuth,
        fetch: app.request,
        maxResponseSize: 100,
      })
      const error = await catchRejection(atlasFetch(requestPath, { method }))
      expect(error).toHaveProperty('message', message(method, requestPath, 100))
    },
  )

  test('a token request rejects when its response exceeds the limit', async () => {
    const { client, api } = createTestClient(
      { token: respondWithBytes(101) },
      { maxResponseSize: 100 },
    )
    const error = await catchRejection(client.exportBuckets.get(ids))
    expect(error).toHaveProperty('message', message('POST', '/api/oauth/token', 100))
    expect(api).toEqual([])
  })

  test('a response that is too large is not retried', async () => {
    const { client, api } = createUnauthenticatedClient(
      { api: respondInSequence(respondWithBytes(101), respondWithBytes(1)) },
      { maxResponseSize: 100, retry: { baseDelay: 0 } },
    )
    await catchRejection(client.exportBuckets.get(ids))
    expect(api).toHaveLength(1)
  })
})

describe('responses within the limit', () => {
  test.each([
    [100, [100]],
    [100, [60, 40]],
    [1, [1]],
    [1, []],
  ])('a body of up to %i bytes is read: %j', async (maxResponseSize, sizes) => {
    const api: FakeHandler = () =>
      new Response(streamChunks(sizes.map((size) => new Uint8Array(size))))
    const { app } = createFakeAtlas({ api })
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, maxResponseSize })
    const size = sizes.reduce((sum, chunkSize) => sum + chunkSize, 0)
    expect((await (await atlasFetch(requestPath)).arrayBuffer()).byteLength).toBe(size)
  })

  test('an HTTP error is truncated and never too large', async () => {
    const { app } = createFakeAtlas({ api: respondWithBytes(100_000, 500) })
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, maxResponseSize: 1 })
    const response = await atlasFetch(requestPath, { method: 'POST' })
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([500, 65_536])
  })

  test('the default limit is 16 MiB', async () => {
    const { app } = createFakeAtlas({
      api: respondInSequence(
        respondWithBytes(16 * mebibytes),
        respondWithBytes(16 * mebibytes + 1),
      ),
    })
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request })
    expect((await (await atlasFetch(requestPath)).arrayBuffer()).byteLength).toBe(16 * mebibytes)
    expect(await catchRejection(atlasFetch(requestPath))).toHaveProperty(
      'message',
      message('GET', requestPath, 16 * mebibytes),
    )
  })

  test('a small limit does not affect the token of another client', async () => {
    const { client } = createTestClient({ token: respondWithToken }, { maxResponseSize: 1000 })
    expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
  })
})

test('the decompressed size counts, so that a gzip bomb stops at the limit', async () => {
  const chunk = Buffer.alloc(mebibytes)
  const maxChunks = 1024
  let chunkCount = 0
  const responseClosed = Promise.withResolvers<void>()
  const baseUrl = await listen(async (_, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' })
    response.on('close', responseClosed.resolve)
    const gzip = createGzip()
    gzip.pipe(response)
    for (; chunkCount < maxChunks && !response.destroyed; chunkCount++) {
      if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), responseClosed.promise])
    }
    gzip.end()
  })
  const atlas = createClient({
    auth: testServiceAccount(),
    baseUrl,
    fetch: fetchWithToken,
    maxResponseSize: 4096,
  })
  const error = await catchRejection(atlas.exportBuckets.get(ids))
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  await responseClosed.promise
  expect(chunkCount).toBeLessThan(maxChunks)
})

/** Responds to token requests without the server. */
function fetchWithToken(url: string, init: RequestInit): Promise<Response> {
  const token = { access_token: 'token', expires_in: 3600, token_type: 'Bearer' }
  return url.endsWith('/token') ? Promise.resolve(Response.json(token)) : fetch(url, init)
}

describe('the option maxResponseSize', () => {
  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 536_870_889, '1', null])(
    'maxResponseSize: %s throws a TypeError with the bounds',
    (maxResponseSize) => {
      const options = { auth: noAuth, maxResponseSize }
      const expected = new TypeError(
        `maxResponseSize: expected a number from 1 to 536870888, got ${maxResponseSize}`,
      )
      for (const createFunction of [createClient, createBareClient, createAtlasFetch]) {
        expect(() => Reflect.apply(createFunction, undefined, [options])).toThrow(expected)
      }
    },
  )

  test.each([1, 536_870_888, undefined])('maxResponseSize: %s is valid', (maxResponseSize) => {
    expect(() => createClient({ auth: noAuth, maxResponseSize })).not.toThrow()
  })
})
