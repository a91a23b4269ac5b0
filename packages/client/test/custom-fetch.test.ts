import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import {
  apiKey,
  createAtlasFetch,
  createClient,
  type FetchLike,
  NetworkError,
  RedirectError,
  TimeoutError,
  UnexpectedResponseError,
} from '../src/index.ts'
import { buckets, ids } from './fakes/buckets.ts'
import {
  createFakeAtlas,
  type FakeHandler,
  respondInSequence,
  respondNoContent,
  respondWithBucket,
  respondWithError,
  respondWithToken,
} from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import { privateKey, publicKey, requireDigest } from './fakes/require-digest.ts'
import { catchRejection, noAuth, testServiceAccount } from './fakes/test-client.ts'

/** Creates a response as a custom `fetch` may return it, with any body. */
function withBody(body: unknown, init?: ResponseInit): Response {
  return Object.defineProperty(new Response(null, init), 'body', { value: body })
}

/** A `fetch` over `node:http` without `Request`, whose bodies are Node streams, like node-fetch. */
const nodeFetch: FetchLike = async (url, { method, headers, body, signal }) => {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method, headers: { ...Object(headers) }, ...(signal && { signal }) }
    const clientRequest = httpRequest(url, options, resolve)
    clientRequest.on('error', reject).end(typeof body === 'string' ? body : undefined)
  })
  const { statusCode: status = 0, headersDistinct } = message
  const headerPairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return withBody(message, { status, headers: headerPairs })
}

/** Creates a client over {@link nodeFetch} and a real connection. */
async function createNodeFetchClient(api: FakeHandler, auth = testServiceAccount()) {
  const server = createFakeAtlas({ api })
  const baseUrl = await listenApp(server.app)
  return { ...server, baseUrl, client: createClient({ auth, baseUrl, fetch: nodeFetch }) }
}

describe('a fetch whose bodies are Node streams', () => {
  test('a service account can fetch a token, call an operation and delete a bucket', async () => {
    const { client } = await createNodeFetchClient(
      respondInSequence(respondWithBucket(), respondNoContent),
    )
    expect(await client.exportBuckets.get(ids)).toEqual(buckets.AWS)
    expect(await client.exportBuckets.delete(ids)).toBeUndefined()
  })

  test('an API key can respond to the challenge', async () => {
    const { app, api } = createFakeAtlas({ api: requireDigest(respondWithBucket()) })
    const auth = apiKey({ publicKey, privateKey })
    const baseUrl = await listenApp(app)
    const client = createClient({ auth, baseUrl, fetch: nodeFetch })
    expect(await client.exportBuckets.get(ids)).toEqual(buckets.AWS)
    expect(await client.exportBuckets.get(ids)).toEqual(buckets.AWS)
    expect(api).toHaveLength(3)
  })

  test('errors are read, failures are retried and a rejected token is replaced', async () => {
    const { client, token } = await createNodeFetchClient(
      respondInSequence(
        respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '0' }),
        respondWithError('UNAUTHORIZED'),
        respondWithError('GROUP_NOT_FOUND'),
      ),
    )
    const error = await catchRejection(client.exportBuckets.get(ids))
    expect(error).toHaveProperty('errorCode', 'GROUP_NOT_FOUND')
    expect(token).toHaveLength(2)
  })

  test('the bare client and createAtlasFetch work, also with empty bodies', async () => {
    const { client, baseUrl } = await createNodeFetchClient(
      respondInSequence(respondWithBucket(), respondNoContent),
    )
    const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
    const accept = 'application/vnd.atlas.2024-05-30+json'
    const init = { params: { path: ids }, headers: { Accept: accept } }
    expect((await client.GET(path, init)).data).toEqual(buckets.AWS)
    expect((await client.DELETE(path, init)).response.status).toBe(204)
    const atlasFetch = createAtlasFetch({ auth: noAuth, baseUrl, fetch: nodeFetch })
    const response = await atlasFetch('/api/atlas/v2', { method: 'DELETE' })
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  test('the body of a redirect is cancelled', async () => {
    const { client } = await createNodeFetchClient((c) => c.redirect('https://elsewhere.test/'))
    expect(await catchRejection(client.exportBuckets.get(ids))).toBeInstanceOf(RedirectError)
  })

  test('maxResponseSize and the timeout apply to Node streams', async () => {
    const endlessBody = Readable.from(
      (function* () {
        for (let chunk = 0; chunk < 1000; chunk++) yield Buffer.alloc(1000)
      })(),
    )
    const maxSizeOptions = { fetch: () => withBody(endlessBody), maxResponseSize: 10_000 }
    const atlas = createClient({ auth: noAuth, ...maxSizeOptions })
    expect(await catchRejection(atlas.exportBuckets.get(ids))).toBeInstanceOf(
      UnexpectedResponseError,
    )
    expect(endlessBody.destroyed).toBe(true)
    const baseUrl = await listen((_, response) => void response.write('{'))
    const pendingClient = createClient({ auth: noAuth, baseUrl, fetch: nodeFetch, timeout: 50 })
    expect(await catchRejection(pendingClient.exportBuckets.get(ids))).toBeInstanceOf(TimeoutError)
  })

  test('a Node stream whose connection breaks is a NetworkError', async () => {
    const baseUrl = await listen((_, response) => {
      response.writeHead(200, { 'Content-Length': 10 })
      response.write('{', () => response.destroy())
    })
    const atlas = createClient({ auth: noAuth, baseUrl, fetch: nodeFetch, retry: false })
    expect(await catchRejection(atlas.exportBuckets.get(ids))).toBeInstanceOf(NetworkError)
  })
})

describe('an unreadable response of a custom fetch', () => {
  const calls: Record<string, (fetch: FetchLike) => Promise<unknown>> = {
    'a resource method': (fetch) =>
      createClient({ auth: noAuth, fetch, retry: false }).exportBuckets.get(ids),
    'a token request': (fetch) =>
      createClient({ auth: testServiceAccount(), fetch, retry: false }).exportBuckets.get(ids),
    createAtlasFetch: (fetch) =>
      createAtlasFetch({ auth: noAuth, fetch, retry: false })('/api/atlas/v2'),
  }
  const malformedResponses: [string, () => unknown, RegExp][] = [
    ['a body that is a string', () => withBody('{}'), /the body is not a stream: string/],
    ['a body that is an object', () => withBody({}), /the body is not a stream: object/],
    ['a body that is locked', lockedResponse, /locked/],
    [
      'a chunk that is neither bytes nor text',
      () => withBody(Readable.from([1])),
      /a chunk that is neither bytes nor text: number/,
    ],
    ['undefined', () => undefined, /fetch did not return a Response/],
    [
      'a status above 599',
      () => Object.defineProperty(new Response(), 'status', { value: 999 }),
      /invalid status 999/,
    ],
    [
      'an object without headers',
      () => ({ status: 200, body: null }),
      /fetch did not return a Response/,
    ],
  ]

  test.each(
    Object.entries(calls).flatMap(([name, call]) =>
      malformedResponses.map(([response, make, message]) => ({
        name,
        response,
        call,
        make,
        message,
      })),
    ),
  )('$name rejects with a NetworkError for $response', async ({ call, make, message }) => {
    const error = await catchRejection(call(Object(make)))
    expect(error).toBeInstanceOf(NetworkError)
    expect(error).toHaveProperty('message', expect.stringMatching(message))
    expect(error).toHaveProperty('cause', expect.any(TypeError))
  })
})

function lockedResponse(): Response {
  const response = new Response('{}')
  response.body?.getReader()
  return response
}

test('a runtime without streams, where bodies can only be read as a whole, works too', async () => {
  const { app } = createFakeAtlas({ token: respondWithToken })
  const fetch: FetchLike = async (url, init) =>
    Object.defineProperty(await app.request(url, init), 'body', { value: undefined })
  const client = createClient({ auth: testServiceAccount(), fetch })
  expect(await client.exportBuckets.get(ids)).toEqual(buckets.AWS)
})
