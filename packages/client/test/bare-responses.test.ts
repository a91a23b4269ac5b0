import { vendorMediaType } from '@export-buckets/core'
import { listen } from '@export-buckets/test-support/listen'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBareClient, isClientError, UnexpectedResponseError } from '../src/index.ts'
import { groupId } from './fakes/buckets.ts'
import type { paths } from './fakes/cluster-paths.ts'
import { createFakeAtlas, type FakeHandler, respondWithError } from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import {
  catchRejection,
  createTestClient,
  noAuth,
  testServiceAccount,
} from './fakes/test-client.ts'

const clusterPath = '/api/atlas/v2/groups/{groupId}/clusters/{clusterName}'
const logPath = '/api/atlas/v2/groups/{groupId}/clusters/{hostName}/logs/{logName}.gz'
const accept = vendorMediaType('2024-08-05')
const init = { params: { path: { groupId, clusterName: 'a' } }, headers: { Accept: accept } }
const loginPage = '<!doctype html><title>Sign in</title>'
const endpoint = `/api/atlas/v2/groups/${groupId}/clusters/a`

/** Creates a client of the clusters of an Atlas in the same process. */
function createClusterClient(api: FakeHandler) {
  const { app } = createFakeAtlas({ api })
  return createBareClient<paths>({ auth: noAuth, fetch: app.request, retry: false })
}

const respondWithText =
  (body: string | null, status: number, headers: Record<string, string> = {}): FakeHandler =>
  () =>
    new Response(body, { status, headers })

describe('other resources of Atlas over a real connection', () => {
  test('a call has the client’s credentials, and its error is the JSON of Atlas', async () => {
    const cluster = { id: groupId, name: 'a', clusterType: 'REPLICASET' }
    const { app, api, token } = createFakeAtlas({
      api: (c, nth) =>
        nth === 1
          ? c.json(cluster, 200, { 'Content-Type': accept })
          : respondWithError('GROUP_NOT_FOUND')(c, nth),
    })
    const atlas = createBareClient<paths>({
      auth: testServiceAccount(),
      baseUrl: await listenApp(app),
    })
    const { data, response } = await atlas.GET(clusterPath, init)
    expect([data, response.status]).toEqual([cluster, 200])
    expect(api[0]).toMatchObject({ method: 'GET', path: endpoint })
    expect(api[0]?.headers.get('Authorization')).toBe('Bearer token-1')
    expect(api[0]?.headers.get('Accept')).toBe(accept)
    const { error } = await atlas.GET(clusterPath, init)
    expect(error?.errorCode).toBe('GROUP_NOT_FOUND')
    expect(token).toHaveLength(1)
  })

  test.each(['text', 'arrayBuffer', 'blob', 'stream'] as const)(
    'a response that is not JSON, such as a log, is read with parseAs: %s',
    async (parseAs) => {
      const bytes = new Uint8Array([0x1f, 0x8b, 8, 0])
      const contentType = 'application/vnd.atlas.2023-02-01+gzip'
      const baseUrl = await listen((_, response) => {
        response.writeHead(200, { 'Content-Type': contentType }).end(bytes)
      })
      const atlas = createBareClient<paths>({ auth: noAuth, baseUrl })
      const path = { groupId, hostName: 'h', logName: 'mongodb' }
      const { data } = await atlas.GET(logPath, {
        params: { path },
        headers: { Accept: contentType },
        parseAs,
      })
      const body = new Response(data)
      const expected = parseAs === 'text' ? new TextDecoder().decode(bytes) : bytes
      expect(parseAs === 'text' ? await body.text() : await body.bytes()).toEqual(expected)
    },
  )
})

describe('the error of an HTTP error', () => {
  test.each<[string, FakeHandler, object]>([
    [
      'a JSON object',
      respondWithText('{"error":404,"errorCode":"X"}', 404),
      { error: 404, errorCode: 'X' },
    ],
    ['an empty JSON object', respondWithText('{}', 500), {}],
    ['an empty body', respondWithText(null, 500), { error: 500 }],
    [
      'an empty body with a Content-Length',
      respondWithText('', 405, { 'Content-Length': '0' }),
      { error: 405 },
    ],
    [
      'HTML',
      respondWithText('<h1>Bad\n Gateway</h1>', 502),
      { error: 502, detail: '<h1>Bad Gateway</h1>' },
    ],
    ['truncated JSON', respondWithText('{"error":', 500), { error: 500, detail: '{"error":' }],
    ['a JSON string', respondWithText('"no"', 400), { error: 400, detail: 'no' }],
    ['a JSON array', respondWithText('[1]', 400), { error: 400, detail: '[1]' }],
    ['null', respondWithText('null', 400), { error: 400, detail: 'null' }],
    ['0', respondWithText('0', 400), { error: 400, detail: '0' }],
    ['false', respondWithText('false', 400), { error: 400, detail: 'false' }],
    ['a 304, which is not an error', respondWithText(null, 304), { error: 304 }],
  ])('error is an object for %s', async (_, api, expected) => {
    const { data, error, response } = await createClusterClient(api).GET(clusterPath, init)
    expect([data, error, response.ok]).toEqual([undefined, expected, false])
  })

  test('error has the status text as its reason when there is one', async () => {
    const baseUrl = await listen((_, response) => void response.writeHead(503, 'Try Later').end())
    const atlas = createBareClient<paths>({ auth: noAuth, baseUrl, retry: false })
    expect((await atlas.GET(clusterPath, init)).error).toEqual({ error: 503, reason: 'Try Later' })
    expect((await atlas.HEAD(clusterPath, init)).error).toEqual({ error: 503, reason: 'Try Later' })
  })

  test('error is an object for every method', async () => {
    const atlas = createClusterClient(respondWithText(null, 500))
    const results = [
      await atlas.GET(clusterPath, init),
      await atlas.DELETE(clusterPath, init),
      await atlas.HEAD(clusterPath, init),
      await atlas.request('get', clusterPath, init),
    ]
    for (const { error } of results) expect(error).toEqual({ error: 500 })
  })

  test('error has no credentials that a proxy echoes', async () => {
    const { client } = createTestClient({
      api: (c) => c.text(`got ${c.req.header('Authorization')}`, 500),
    })
    const { error } = await client.GET('/api/atlas/v2/groups/{groupId}/clusters', {
      params: { path: { groupId } },
    })
    expect(error).toEqual({ error: 500, detail: 'got Bearer …' })
  })

  test('error is an object for any body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        const { error } = await createClusterClient(respondWithText(body, 500)).GET(
          clusterPath,
          init,
        )
        expect(error).toBeTypeOf('object')
        expect(error).not.toBeNull()
      }),
    )
  })
})

describe('a success that should be JSON and is not', () => {
  const html = { 'Content-Type': 'text/html' }

  test('the UnexpectedResponseError has the method, the path, the problem and the beginning of the body', async () => {
    const error = await catchRejection(
      createClusterClient(respondWithText(loginPage, 200, html)).GET(clusterPath, init),
    )
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(isClientError(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      operationId: undefined,
      version: undefined,
      issues: [{ path: [], message: 'the body is not JSON (text/html)' }],
      message: `GET ${endpoint}: the body is not JSON (text/html) (the body begins: ${loginPage})`,
    })
  })

  test.each<[string, string, Record<string, string>]>([
    ['truncated JSON', '{"name":"a', { 'Content-Type': accept }],
    [
      'truncated JSON with its Content-Length',
      '{"name":"a',
      { 'Content-Type': accept, 'Content-Length': '10' },
    ],
    ['text without a media type', 'ok', {}],
    ['white space', ' \n', { 'Content-Type': accept }],
  ])('%s rejects with an UnexpectedResponseError', async (_, body, headers) => {
    const error = await catchRejection(
      createClusterClient(respondWithText(body, 200, headers)).GET(clusterPath, init),
    )
    expect(error).toBeInstanceOf(UnexpectedResponseError)
  })

  test.each([
    accept,
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/vnd.atlas.2024-08-05+json;q=1',
  ])('a body that is not JSON rejects with any parseAs when Accept is %s', async (Accept) => {
    for (const parseAs of ['json', 'text', 'blob', 'stream'] as const) {
      const { GET } = createClusterClient(respondWithText(loginPage, 200, html))
      const call = GET(clusterPath, { ...init, headers: { Accept }, parseAs })
      expect(await catchRejection(call)).toBeInstanceOf(UnexpectedResponseError)
    }
  })

  test.each([
    undefined,
    '*/*',
    'application/vnd.atlas.2023-02-01+gzip',
    'application/json, text/html',
  ])(
    'without parseAs, a body that is not JSON rejects with a hint when Accept is %s',
    async (Accept) => {
      const call = createClusterClient(respondWithText('text', 200)).GET(clusterPath, {
        ...init,
        headers: { Accept },
      })
      expect(await catchRejection(call)).toHaveProperty(
        'message',
        `GET ${endpoint}: the body is not JSON (text/plain;charset=UTF-8); set parseAs to read another media type (the body begins: text)`,
      )
    },
  )

  test('the UnexpectedResponseError has no secrets, nor those that Atlas shows only once', async () => {
    const truncatedJson =
      '{"access_token":"eyJhbGciOi.x","clientSecret" : "mdb_sa_sk_1","privateKey":"4297fc77'
    const call = createClusterClient(respondWithText(truncatedJson, 200)).GET(clusterPath, init)
    const message = String(await catchRejection(call))
    expect(message).toContain('{"access_token":"…","clientSecret" : "…","privateKey":"…')
    expect(message).not.toMatch(/eyJ|mdb_sa_sk_|4297/)
  })

  test('the bare methods of createClient reject with an UnexpectedResponseError too', async () => {
    const { client } = createTestClient({ api: respondWithText(loginPage, 200, html) })
    const call = client.GET('/api/atlas/v2/groups/{groupId}/clusters', {
      params: { path: { groupId } },
      headers: { Accept: accept },
    })
    expect(await catchRejection(call)).toBeInstanceOf(UnexpectedResponseError)
  })

  test('any body resolves or rejects with an UnexpectedResponseError, never with a SyntaxError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        const result = await createClusterClient(respondWithText(body, 200))
          .GET(clusterPath, init)
          .catch((error: unknown) => error)
        if (result instanceof Error) expect(result).toBeInstanceOf(UnexpectedResponseError)
        else expect(result).toHaveProperty('data')
      }),
    )
  })
})

describe('a success without a body', () => {
  test.each<[string, FakeHandler]>([
    ['204', respondWithText(null, 204)],
    ['202, for a deletion in progress', respondWithText('', 202)],
    ['a Content-Length of 0', respondWithText('', 200, { 'Content-Length': '0' })],
    [
      'the Content-Length of a compressed empty body',
      respondWithText('', 200, { 'Content-Length': '20' }),
    ],
  ])('data is undefined for %s', async (_, api) => {
    const { data, error, response } = await createClusterClient(api).DELETE(clusterPath, init)
    expect([data, error, response.ok]).toEqual([undefined, undefined, true])
  })

  test('data is undefined for HEAD, whatever the Content-Length', async () => {
    const baseUrl = await listen((_, response) => {
      response.writeHead(200, { 'Content-Type': accept, 'Content-Length': '1234' }).end()
    })
    const atlas = createBareClient<paths>({ auth: noAuth, baseUrl })
    const { data, error, response } = await atlas.HEAD(clusterPath, init)
    expect([data, error, response.headers.get('Content-Length')]).toEqual([
      undefined,
      undefined,
      '1234',
    ])
  })
})

test('a call whose fetch option is undefined is sent by the client', async () => {
  const atlas = createClusterClient(respondWithText('{"name":"a"}', 200))
  const call: Promise<unknown> = Reflect.apply(atlas.GET, undefined, [
    clusterPath,
    { ...init, fetch: undefined },
  ])
  expect(await call).toHaveProperty('data', { name: 'a' })
})
