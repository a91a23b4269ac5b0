import { operations, tokenPath } from '@export-buckets/core'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test, vi } from 'vitest'
import { type AuthStrategy, createClient, OriginError, RedirectError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import { createFakeAtlas, type FakeHandler } from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import {
  catchRejection,
  createTestClient,
  noAuth,
  testServiceAccount,
} from './fakes/test-client.ts'

const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'

/** Starts a server with another origin, which counts its requests. */
async function startOtherOrigin() {
  const receivedRequests: string[] = []
  const url = await listen((request, response) => {
    receivedRequests.push(`${request.method} ${request.headers.authorization}`)
    response.end('{}')
  })
  return { url, receivedRequests }
}

const respondWithRedirect =
  (location: string, status: 301 | 302 | 303 | 307 | 308 = 302): FakeHandler =>
  (c) =>
    c.redirect(location, status)

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308] as const)(
    'a %i of a call is not followed',
    async (status) => {
      const { url, receivedRequests } = await startOtherOrigin()
      const { app, api } = createFakeAtlas({
        api: respondWithRedirect(`${url}/path?secret=1`, status),
      })
      const baseUrl = await listenApp(app)
      const error = await catchRejection(
        createClient({ auth: testServiceAccount(), baseUrl }).exportBuckets.get(ids),
      )
      expect(error).toBeInstanceOf(RedirectError)
      expect(error).toMatchObject({ code: 'REDIRECT', status, targetOrigin: url })
      expect(String(error)).not.toContain('secret')
      expect(receivedRequests).toEqual([])
      expect(api).toHaveLength(1)
    },
  )

  test('a redirect of a token request is not followed', async () => {
    const { url, receivedRequests } = await startOtherOrigin()
    const { app, api } = createFakeAtlas({ token: respondWithRedirect(url, 307) })
    const baseUrl = await listenApp(app)
    const error = await catchRejection(
      createClient({ auth: testServiceAccount(), baseUrl }).exportBuckets.get(ids),
    )
    expect(error).toHaveProperty(
      'message',
      `POST ${baseUrl}${tokenPath}: 307: refused to follow a redirect to ${url}. Check baseUrl`,
    )
    expect(receivedRequests).toEqual([])
    expect(api).toEqual([])
  })

  test.each([
    ['to the same origin', '/elsewhere', 'https://cloud.mongodb.com'],
    ['to an invalid URL', 'http://', undefined],
  ])('a redirect %s is not followed', async (_, location, targetOrigin) => {
    const { client, api } = createTestClient({
      api: () => new Response(null, { status: 302, headers: { Location: location } }),
    })
    expect(await catchRejection(client.exportBuckets.get(ids))).toMatchObject({
      status: 302,
      targetOrigin,
    })
    expect(api).toHaveLength(1)
  })

  test('the body of a redirect is cancelled', async () => {
    const cancel = vi.fn()
    const headers = { Location: '/elsewhere' }
    const api = () => new Response(new ReadableStream({ cancel }), { status: 302, headers })
    const { client } = createTestClient({ api }, { auth: noAuth })
    expect(await catchRejection(client.exportBuckets.get(ids))).toBeInstanceOf(RedirectError)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('a redirect that the runtime hides as an opaque response is not followed', async () => {
    const opaqueRedirect = Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    })
    const { client } = createTestClient({}, { auth: noAuth, fetch: () => opaqueRedirect })
    expect(await catchRejection(client.exportBuckets.get(ids))).toMatchObject({
      code: 'REDIRECT',
      status: 0,
      targetOrigin: undefined,
    })
  })
})

describe('requests to another origin', () => {
  test('the bare client sends no request to another origin', async () => {
    const { url, receivedRequests } = await startOtherOrigin()
    const { client, api } = createTestClient()
    const error = await catchRejection(client.GET(path, { params: { path: ids }, baseUrl: url }))
    expect(error).toBeInstanceOf(OriginError)
    expect(error).toMatchObject({ code: 'OTHER_ORIGIN', origin: url })
    expect(error).toHaveProperty(
      'message',
      `refused to send a request to ${url}: the credentials are for https://cloud.mongodb.com`,
    )
    expect(receivedRequests).toEqual([])
    expect(api).toEqual([])
  })

  test.each([
    'https://cloud.mongodb.com.example',
    'https://cloud.mongodb.com@example.com',
    'https://cloud.mongodb.com:8443',
    'http://cloud.mongodb.com',
  ])('an origin with the base URL as its prefix is another origin: %s', async (otherOrigin) => {
    const url = `${otherOrigin}/api/atlas/v2`
    const auth: AuthStrategy = { wrap: (next) => (request) => next({ ...request, url }) }
    const { client, api } = createTestClient({}, { auth })
    expect(await catchRejection(client.exportBuckets.get(ids))).toMatchObject({
      code: 'OTHER_ORIGIN',
      origin: new URL(otherOrigin).origin,
    })
    expect(api).toEqual([])
  })

  test('a strategy cannot send a request to another origin', async () => {
    const { url, receivedRequests } = await startOtherOrigin()
    const auth: AuthStrategy = { wrap: (next) => (request) => next({ ...request, url }) }
    const { client } = createTestClient({}, { auth })
    expect(await catchRejection(client.exportBuckets.get(ids))).toBeInstanceOf(OriginError)
    expect(receivedRequests).toEqual([])
  })
})

describe('baseUrl', () => {
  const target = operations.getGroupBackupExportBucket.path.replace(
    /\{(\w+)\}/g,
    (_, name: 'groupId') => ids[name],
  )

  test.each([
    ['https://cloud.mongodb.com', 'https://cloud.mongodb.com'],
    ['https://cloud.mongodb.com/', 'https://cloud.mongodb.com'],
    ['https://ops.example.com/atlas/', 'https://ops.example.com/atlas'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.1/', 'http://127.0.0.1'],
    ['http://[::1]:9', 'http://[::1]:9'],
  ])('%s is a valid baseUrl', async (baseUrl, expectedPrefix) => {
    const urls: string[] = []
    const fetch = (url: string) => {
      urls.push(url)
      return new Response(null, { status: 500 })
    }
    await catchRejection(createClient({ auth: noAuth, baseUrl, fetch }).exportBuckets.get(ids))
    expect(urls).toEqual([expectedPrefix + target])
  })

  test.each([
    ['http://cloud.mongodb.com', 'must be https, not http; allowHttp: true lets http through'],
    ['http://127.0.0.1.example.com', 'must be https, not http; allowHttp: true lets http through'],
    ['ftp://localhost', 'must be https, not ftp; allowHttp: true lets http through'],
    ['https://user:secret@cloud.mongodb.com', 'must hold no user name or password'],
    ['https://user@cloud.mongodb.com', 'must hold no user name or password'],
    ['https://:secret@cloud.mongodb.com', 'must hold no user name or password'],
    ['https://cloud.mongodb.com?', 'must hold no query or fragment'],
    ['https://cloud.mongodb.com/?a=b', 'must hold no query or fragment'],
    ['https://cloud.mongodb.com/#a', 'must hold no query or fragment'],
    ['https://cloud.mongodb.com/api/atlas/v2', 'must end before /api/atlas/'],
    ['https://cloud.mongodb.com/api/atlas/v2/', 'must end before /api/atlas/'],
    ['https://cloud.mongodb.com/x/api/atlas/', 'must end before /api/atlas/'],
    ['cloud.mongodb.com', 'expected an absolute URL, https://…'],
    ['', 'expected an absolute URL, https://…'],
  ])('%s is not a valid baseUrl', (baseUrl, message) => {
    expect(() => createClient({ auth: noAuth, baseUrl })).toThrow(
      new TypeError(`baseUrl: ${message}`),
    )
  })

  test('allowHttp allows plain http on any host', () => {
    const options = { auth: noAuth, allowHttp: true }
    expect(() => createClient({ ...options, baseUrl: 'http://ops.internal' })).not.toThrow()
    expect(() => createClient({ ...options, baseUrl: 'ftp://ops.internal' })).toThrow(TypeError)
  })
})
