import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  createAtlasFetch,
  createBareClient,
  createClient,
  isClientError,
  UnexpectedResponseError,
} from '../src/index.ts'
import { type Answer, freshToken, inTurn, standIn } from './stand-in/atlas.ts'
import { groupId, ids } from './stand-in/buckets.ts'
import { calls, operationIds } from './stand-in/calls.ts'
import { account, clientOf, noAuth, rejection, unsignedClientOf } from './stand-in/client.ts'
import { listen } from './stand-in/listen.ts'
import { inPieces } from './stand-in/pieces.ts'

const mebibytes = 1024 * 1024
const path = `/api/atlas/v2/groups/${groupId}/clusters`
const clusters = '/api/atlas/v2/groups/{groupId}/clusters'
const init = { params: { path: { groupId } } }

/** Answers with so many bytes. */
const bytes =
  (size: number, status = 200): Answer =>
  () =>
    new Response(new Uint8Array(size).fill(0x20), { status })

const message = (method: string, where: string, limit: number) =>
  `${method} ${where}: the body has more than ${limit} bytes, the limit that maxResponseSize sets`

describe('a success of more bytes than maxResponseSize is an UnexpectedResponseError', () => {
  test.each(operationIds)('of %s', async (operationId) => {
    const { client, api } = unsignedClientOf({ api: bytes(101) }, { maxResponseSize: 100 })
    const error = await rejection(calls[operationId](client))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(isClientError(error) && error.code).toBe('UNEXPECTED_RESPONSE')
    const [{ method = '', path: where = '' } = {}] = api
    expect(error).toHaveProperty('message', message(method, where, 100))
    expect(error).toHaveProperty('issues', [
      { path: [], code: 'rule', message: expect.stringContaining('maxResponseSize') },
    ])
    expect(api).toHaveLength(1)
  })

  test.each(['json', 'text', 'blob', 'arrayBuffer', 'stream'] as const)(
    'of the bare client, with parseAs: %s',
    async (parseAs) => {
      const { app } = standIn({ api: bytes(101) })
      const atlas = createBareClient({ auth: noAuth, fetch: app.request, maxResponseSize: 100 })
      const error = await rejection(atlas.GET(clusters, { ...init, parseAs }))
      expect(error).toHaveProperty('message', message('GET', path, 100))
    },
  )

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'of createAtlasFetch, with %s',
    async (method) => {
      const { app } = standIn({ api: bytes(101) })
      const atlasFetch = createAtlasFetch({
        auth: noAuth,
        fetch: app.request,
        maxResponseSize: 100,
      })
      const error = await rejection(atlasFetch(path, { method }))
      expect(error).toHaveProperty('message', message(method, path, 100))
    },
  )

  test('of a token request', async () => {
    const { client, api } = clientOf({ token: bytes(101) }, { maxResponseSize: 100 })
    const error = await rejection(client.exportBuckets.get(ids))
    expect(error).toHaveProperty('message', message('POST', '/api/oauth/token', 100))
    expect(api).toEqual([])
  })

  test('and is not repeated', async () => {
    const { client, api } = unsignedClientOf(
      { api: inTurn(bytes(101), bytes(1)) },
      { maxResponseSize: 100, retry: { baseDelay: 0 } },
    )
    await rejection(client.exportBuckets.get(ids))
    expect(api).toHaveLength(1)
  })
})

describe('what is not too large', () => {
  test.each([
    [100, [100]],
    [100, [60, 40]],
    [1, [1]],
    [1, []],
  ])('a body of up to %i bytes is read: %j', async (maxResponseSize, sizes) => {
    const api: Answer = () => new Response(inPieces(sizes.map((size) => new Uint8Array(size))))
    const { app } = standIn({ api })
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, maxResponseSize })
    const size = sizes.reduce((sum, each) => sum + each, 0)
    expect((await (await atlasFetch(path)).arrayBuffer()).byteLength).toBe(size)
  })

  test('an HTTP error is cut off and never too large, whatever the limit', async () => {
    const { app } = standIn({ api: bytes(100_000, 500) })
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, maxResponseSize: 1 })
    const response = await atlasFetch(path, { method: 'POST' })
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([500, 65_536])
  })

  test('16 MiB are the limit where none is given', async () => {
    const { app } = standIn({ api: inTurn(bytes(16 * mebibytes), bytes(16 * mebibytes + 1)) })
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request })
    expect((await (await atlasFetch(path)).arrayBuffer()).byteLength).toBe(16 * mebibytes)
    expect(await rejection(atlasFetch(path))).toHaveProperty(
      'message',
      message('GET', path, 16 * mebibytes),
    )
  })

  test('the limit of a client leaves its token alone', async () => {
    const { client } = clientOf({ token: freshToken }, { maxResponseSize: 1000 })
    expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
  })
})

test('a gzip bomb stops at the limit: its size counts once it is decompressed', async () => {
  const chunk = Buffer.alloc(mebibytes)
  const most = 1024
  let sent = 0
  const ended = Promise.withResolvers<void>()
  const baseUrl = await listen(async (_, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' })
    response.on('close', ended.resolve)
    const gzip = createGzip()
    gzip.pipe(response)
    for (; sent < most && !response.destroyed; sent++) {
      if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), ended.promise])
    }
    gzip.end()
  })
  const atlas = createClient({ auth: account(), baseUrl, fetch: withToken, maxResponseSize: 4096 })
  const error = await rejection(atlas.exportBuckets.get(ids))
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  await ended.promise
  expect(sent).toBeLessThan(most)
})

/** Answers token requests by itself. */
function withToken(url: string, init: RequestInit): Promise<Response> {
  const token = { access_token: 'token', expires_in: 3600, token_type: 'Bearer' }
  return url.endsWith('/token') ? Promise.resolve(Response.json(token)) : fetch(url, init)
}

describe('the option', () => {
  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 536_870_889, '1', null])(
    '%s is a TypeError that names the bounds',
    (maxResponseSize) => {
      const options = { auth: noAuth, maxResponseSize }
      const expected = new TypeError(
        `maxResponseSize: expected a number from 1 to 536870888, got ${maxResponseSize}`,
      )
      for (const make of [createClient, createBareClient, createAtlasFetch]) {
        expect(() => Reflect.apply(make, undefined, [options])).toThrow(expected)
      }
    },
  )

  test.each([1, 536_870_888, undefined])('may be %s', (maxResponseSize) => {
    expect(() => createClient({ auth: noAuth, maxResponseSize })).not.toThrow()
  })
})
