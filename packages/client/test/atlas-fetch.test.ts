import { setImmediate } from 'node:timers/promises'
import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test, vi } from 'vitest'
import { type AtlasFetch, createAtlasFetch, NetworkError, TimeoutError } from '../src/index.ts'
import { buckets, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeAtlasOptions,
  respondInSequence,
  respondWithBucket,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { streamChunks } from './fakes/stream-chunks.ts'
import { catchRejection, noAuth, testServiceAccount } from './fakes/test-client.ts'

const path = `/api/atlas/v2/groups/${ids.groupId}/backup/exportBuckets/${ids.exportBucketId}`
const init = { headers: { Accept: vendorMediaType('2024-05-30') } }

function createTestFetch(atlas: FakeAtlasOptions = {}) {
  const fakeAtlas = createFakeAtlas(atlas)
  const atlasFetch: AtlasFetch = createAtlasFetch({
    auth: testServiceAccount(),
    fetch: fakeAtlas.app.request,
  })
  return { ...fakeAtlas, atlasFetch }
}

describe('createAtlasFetch', () => {
  test('requests are authenticated and retried like those of resource methods', async () => {
    const { atlasFetch, api } = createTestFetch({
      api: respondInSequence(
        respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }),
        respondWithBucket(),
      ),
    })
    const response = await atlasFetch(`${path}?pretty=true`, init)
    expect(await response.json()).toEqual(buckets.AWS)
    expect(api.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ])
    expect(api.at(-1)?.search).toBe('?pretty=true')
  })

  test.each([300, 304, 404, 500])(
    'status %i, which is not a redirect, resolves',
    async (status) => {
      const { atlasFetch } = createTestFetch({ api: respondWithStatus(status) })
      expect((await atlasFetch(path, init)).status).toBe(status)
    },
  )

  test.each([
    [200, [], 0],
    [200, [3], 3],
    [200, [40_000, 40_000, 7], 80_007],
    [500, [65_536], 65_536],
    [500, [65_537], 65_536],
    [500, [40_000, 40_000], 65_536],
  ])(
    'status %i with a body in chunks of %j bytes resolves with the first %i',
    async (status, sizes, length) => {
      const letters = 'abc'
      const chunks = sizes.map((size, index) => letters.charAt(index).repeat(size))
      const stream = streamChunks(chunks.map((chunk) => new TextEncoder().encode(chunk)))
      const { atlasFetch } = createTestFetch({ api: () => new Response(stream, { status }) })
      expect(await (await atlasFetch(path, init)).text()).toBe(chunks.join('').slice(0, length))
    },
  )

  test('an error body is read up to the limit, and the rest is cancelled', async () => {
    const cancel = vi.fn()
    const start = (body: ReadableStreamDefaultController) => body.enqueue(new Uint8Array(65_536))
    const { atlasFetch } = createTestFetch({
      api: () => new Response(new ReadableStream({ start, cancel }), { status: 500 }),
    })
    expect((await (await atlasFetch(path, init)).bytes()).byteLength).toBe(65_536)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('a network failure or a timeout rejects', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const failingFetch = createAtlasFetch({ auth: testServiceAccount(), fetch, retry: false })
    expect(await catchRejection(failingFetch(path, init))).toBeInstanceOf(NetworkError)
    const pendingFetch = createAtlasFetch({
      auth: testServiceAccount(),
      fetch: () => new Promise(() => {}),
      timeout: 20,
    })
    expect(await catchRejection(pendingFetch(path, init))).toBeInstanceOf(TimeoutError)
  })

  test('a request body that does not end in time rejects, and nothing is sent when it ends later', async () => {
    const { app, api } = createFakeAtlas()
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, timeout: 20 })
    const bodyStream = new TransformStream()
    const endlessInit = { method: 'PUT', body: bodyStream.readable, duplex: 'half' }
    expect(await catchRejection(atlasFetch(path, endlessInit))).toBeInstanceOf(TimeoutError)
    await bodyStream.writable.close()
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    expect(api).toEqual([])
  })

  test('the client’s credentials replace an Authorization header of the caller', async () => {
    const { atlasFetch, api } = createTestFetch()
    await atlasFetch(path, { headers: { ...init.headers, Authorization: 'Bearer mine' } })
    expect(api[0]?.headers.get('Authorization')).toBe('Bearer token-1')
  })

  test('a body of any type is sent with the Content-Type that fetch gives it', async () => {
    const { atlasFetch, api } = createTestFetch()
    await atlasFetch(path, { method: 'PUT', body: new URLSearchParams({ a: 'ä' }) })
    expect(api[0]?.body).toBe('a=%C3%A4')
    expect(api[0]?.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
  })

  test.each(['', 'api/atlas', '@evil.example/', 'https://evil.example/'])(
    'the path "%s" without a leading slash throws a TypeError, and nothing is sent',
    async (invalidPath) => {
      const { atlasFetch, api, token } = createTestFetch()
      expect(await catchRejection(atlasFetch(invalidPath))).toHaveProperty(
        'message',
        'path: must start with a slash',
      )
      expect([...api, ...token]).toEqual([])
    },
  )
})
