import { request as httpRequest, type IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createDigestFetch, type FetchLike } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import { responseWithBody } from './fixtures/response-with-body.ts'
import { mufasa } from './fixtures/rfc7616-example.ts'

/** The arguments of a `fetch` call. */
interface FetchCall {
  readonly url: unknown
  readonly init: RequestInit
}

/** A `fetch` that records its arguments and sends the request. */
function recordingFetch() {
  const calls: FetchCall[] = []
  const send: FetchLike = (url, init) => {
    calls.push({ url, init })
    return fetch(url, init)
  }
  return { calls, send }
}

/** A `fetch` over `node:http` without `Request` and with Node streams as bodies, like node-fetch. */
const nodeFetch: FetchLike = async (url, { method, headers, body }) => {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(url, { method, headers: { ...Object(headers) } }, resolve)
    request.on('error', reject).end(body instanceof ArrayBuffer ? Buffer.from(body) : undefined)
  })
  const { statusCode: status = 0, headersDistinct } = message
  const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return responseWithBody(message, { status, headers: pairs })
}

describe('a fetch that is not the runtime’s', () => {
  test('a custom fetch gets a string and plain values, never a Request', async () => {
    const { origin } = await startDigestServer()
    const { calls, send } = recordingFetch()
    const digestFetch = createDigestFetch({ ...mufasa, fetch: send })
    const headers = { 'x-a': '1' }
    const { signal } = new AbortController()
    await digestFetch(`${origin}/text?a=b`, { headers, signal })
    await digestFetch(new URL(`${origin}/url`), { method: 'put', body: 'ä' })
    await digestFetch(new Request(`${origin}/request`, { method: 'POST', body: 'b', headers }))
    const ownHeaders = { authorization: 'Bearer mine' }
    await digestFetch(new Request(`${origin}/own`, { headers: ownHeaders, redirect: 'error' }))
    const requests = calls.map(({ url, init: { method, redirect } }) => [url, method, redirect])
    expect(requests).toEqual([
      [`${origin}/text?a=b`, 'GET', 'manual'],
      [`${origin}/text?a=b`, 'GET', 'manual'],
      [`${origin}/url`, 'PUT', 'manual'],
      [`${origin}/request`, 'POST', 'manual'],
      [`${origin}/own`, 'GET', 'error'],
    ])
    expect(calls.map(({ init }) => Object.getPrototypeOf(init.headers))).toEqual(
      calls.map(() => Object.prototype),
    )
    const [first, second, put, post, bearer] = calls.map(({ init }) => init)
    expect(first?.headers).toEqual({ 'x-a': '1' })
    expect([first?.signal, second?.signal, put?.signal]).toEqual([signal, signal, null])
    expect(second?.headers).toMatchObject({ 'x-a': '1', authorization: /^Digest / })
    expect(put?.headers).toMatchObject({ 'content-type': 'text/plain;charset=UTF-8' })
    expect([put?.body, post?.body].map((body) => body instanceof ArrayBuffer)).toEqual([true, true])
    expect(bearer?.headers).toEqual(ownHeaders)
    expect(first).not.toHaveProperty('body')
  })

  test('a custom fetch gets its own options and those of a Request', async () => {
    const { origin } = await startDigestServer()
    const { calls, send } = recordingFetch()
    const digestFetch = createDigestFetch({ ...mufasa, fetch: send })
    const workersInit = { method: 'GET', cf: { cacheTtl: 5 } }
    await digestFetch(origin, workersInit)
    const requestOptions = {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'origin',
    } as const
    await digestFetch(new Request(origin, requestOptions))
    await digestFetch(new Request(origin, requestOptions), { credentials: 'include' })
    const [first, , second, third] = calls.map(({ init }) => init)
    expect(first).toHaveProperty('cf', { cacheTtl: 5 })
    expect(second).toMatchObject(requestOptions)
    expect(third).toMatchObject({ ...requestOptions, credentials: 'include' })
  })

  test('a 401 with a Node stream as its body is read to its end, and its connection is reused', async () => {
    const { origin, exchanges, statuses } = await startDigestServer({
      unauthorizedBody: 'x'.repeat(60_000),
    })
    const digestFetch = createDigestFetch({ ...mufasa, fetch: nodeFetch })
    const response = await digestFetch(`${origin}/a`, { method: 'POST', body: 'payload' })
    expect([response.status, statuses()]).toEqual([200, [401, 200]])
    expect(exchanges.map(({ body }) => body)).toEqual(['payload', 'payload'])
  })

  test.each([
    ['text instead of a stream', 'refused'],
    ['a locked stream', createLockedStream()],
  ])('a call is repeated after a 401 with %s as its body', async (_, body) => {
    const headers = { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' }
    const send: FetchLike = (_, init) =>
      new Headers(init.headers).has('authorization')
        ? new Response('served')
        : responseWithBody(body, { status: 401, headers })
    const response = await createDigestFetch({ ...mufasa, fetch: send })('https://atlas.test/')
    expect(await response.text()).toBe('served')
  })
})

function createLockedStream(): ReadableStream {
  const stream = new ReadableStream()
  stream.getReader()
  return stream
}
