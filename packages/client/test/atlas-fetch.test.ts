import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
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

  test('ends a call whose body never ends', async () => {
    const { app, api } = standIn()
    const atlasFetch = createAtlasFetch({ auth: noAuth, fetch: app.request, timeout: 20 })
    const endless = { method: 'PUT', body: new ReadableStream(), duplex: 'half' }
    expect(await rejection(atlasFetch(path, endless))).toBeInstanceOf(TimeoutError)
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
