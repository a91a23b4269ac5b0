import { setImmediate } from 'node:timers/promises'
import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test, vi } from 'vitest'
import { type AtlasFetch, createAtlasFetch, NetworkError, TimeoutError } from '../src/index.ts'
import {
  bucket,
  failure,
  inTurn,
  type StandInOptions,
  standIn,
  unavailable,
} from './stand-in/atlas.ts'
import { buckets, ids } from './stand-in/buckets.ts'
import { account, noAuth, rejection } from './stand-in/client.ts'
import { inPieces } from './stand-in/pieces.ts'

const path = `/api/atlas/v2/groups/${ids.groupId}/backup/exportBuckets/${ids.exportBucketId}`
const init = { headers: { Accept: vendorMediaType('2024-05-30') } }

function fetchOf(atlas: StandInOptions = {}) {
  const server = standIn(atlas)
  const atlasFetch: AtlasFetch = createAtlasFetch({ auth: account(), fetch: server.app.request })
  return { ...server, atlasFetch }
}

describe('a fetch of Atlas', () => {
  test('is authenticated and repeats as resource methods do', async () => {
    const { atlasFetch, api } = fetchOf({
      api: inTurn(failure('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }), bucket()),
    })
    const response = await atlasFetch(`${path}?pretty=true`, init)
    expect(await response.json()).toEqual(buckets.AWS)
    expect(api.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ])
    expect(api.at(-1)?.search).toBe('?pretty=true')
  })

  test.each([300, 304, 404, 500])('answers status %i, which is no redirect', async (status) => {
    const { atlasFetch } = fetchOf({ api: unavailable(status) })
    expect((await atlasFetch(path, init)).status).toBe(status)
  })

  test.each([
    [200, [], 0],
    [200, [3], 3],
    [200, [40_000, 40_000, 7], 80_007],
    [500, [65_536], 65_536],
    [500, [65_537], 65_536],
    [500, [40_000, 40_000], 65_536],
  ])(
    'of status %i with a body in pieces of %j bytes answers the first %i',
    async (status, sizes, length) => {
      const letters = 'abc'
      const pieces = sizes.map((size, at) => letters.charAt(at).repeat(size))
      const stream = inPieces(pieces.map((piece) => new TextEncoder().encode(piece)))
      const { atlasFetch } = fetchOf({ api: () => new Response(stream, { status }) })
      expect(await (await atlasFetch(path, init)).text()).toBe(pieces.join('').slice(0, length))
    },
  )

  test('does not wait for more of an error than it takes, and cancels the rest', async () => {
    const cancel = vi.fn()
    const start = (body: ReadableStreamDefaultController) => body.enqueue(new Uint8Array(65_536))
    const { atlasFetch } = fetchOf({
      api: () => new Response(new ReadableStream({ start, cancel }), { status: 500 }),
    })
    expect((await (await atlasFetch(path, init)).bytes()).byteLength).toBe(65_536)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('rejects where there is no answer', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const refused = createAtlasFetch({ auth: account(), fetch, retry: false })
    expect(await rejection(refused(path, init))).toBeInstanceOf(NetworkError)
    const silent = createAtlasFetch({
      auth: account(),
      fetch: () => new Promise(() => {}),
      timeout: 20,
    })
    expect(await rejection(silent(path, init))).toBeInstanceOf(TimeoutError)
  })

  test('ends a call whose body does not end in time, and sends nothing when it does after that', async () => {
    const { app, api } = standIn()
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, timeout: 20 })
    const late = new TransformStream()
    const endless = { method: 'PUT', body: late.readable, duplex: 'half' }
    expect(await rejection(atlasFetch(path, endless))).toBeInstanceOf(TimeoutError)
    await late.writable.close()
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    expect(api).toEqual([])
  })

  test('signs over an Authorization header that the caller set', async () => {
    const { atlasFetch, api } = fetchOf()
    await atlasFetch(path, { headers: { ...init.headers, Authorization: 'Bearer mine' } })
    expect(api[0]?.headers.get('Authorization')).toBe('Bearer token-1')
  })

  test('sends a body of any kind, with the type that it has by itself', async () => {
    const { atlasFetch, api } = fetchOf()
    await atlasFetch(path, { method: 'PUT', body: new URLSearchParams({ a: 'ä' }) })
    expect(api[0]?.body).toBe('a=%C3%A4')
    expect(api[0]?.headers.get('Content-Type')).toMatch(/^application\/x-www-form-urlencoded/)
  })

  test.each(['', 'api/atlas', '@evil.example/', 'https://evil.example/'])(
    'refuses "%s", which is no path, and sends nothing',
    async (wrong) => {
      const { atlasFetch, api, token } = fetchOf()
      expect(await rejection(atlasFetch(wrong))).toHaveProperty(
        'message',
        'path: expected a slash at its beginning',
      )
      expect([...api, ...token]).toEqual([])
    },
  )
})
