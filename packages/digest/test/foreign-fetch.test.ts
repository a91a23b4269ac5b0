import { request as httpRequest, type IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { type AnyFetch, createDigestFetch } from '../src/client.ts'
import { withBody } from './stand-in/foreign.ts'
import { guarded } from './stand-in/guarded.ts'
import { mufasa } from './stand-in/mufasa.ts'

/** What a `fetch` was called with. */
interface Call {
  readonly url: unknown
  readonly init: RequestInit
}

/** A `fetch` that writes down what it is called with, and sends it. */
function recordingFetch() {
  const calls: Call[] = []
  const send: AnyFetch = (url, init) => {
    calls.push({ url, init })
    return fetch(url, init)
  }
  return { calls, send }
}

/** A `fetch` over `node:http` that knows no `Request` and has Node streams for bodies, as node-fetch. */
const nodeFetch: AnyFetch = async (url, { method, headers, body }) => {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(url, { method, headers: { ...Object(headers) } }, resolve)
    sent.on('error', reject).end(body instanceof ArrayBuffer ? Buffer.from(body) : undefined)
  })
  const { statusCode: status = 0, headersDistinct } = message
  const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return withBody(message, { status, headers: pairs })
}

describe('a fetch that is not the runtime’s', () => {
  test('is called with a text and plain values, never with a Request', async () => {
    const { origin } = await guarded()
    const { calls, send } = recordingFetch()
    const digestFetch = createDigestFetch({ ...mufasa, fetch: send })
    const headers = { 'x-a': '1' }
    const { signal } = new AbortController()
    await digestFetch(`${origin}/text?a=b`, { headers, signal })
    await digestFetch(new URL(`${origin}/url`), { method: 'put', body: 'ä' })
    await digestFetch(new Request(`${origin}/request`, { method: 'POST', body: 'b', headers }))
    const own = { authorization: 'Bearer mine' }
    await digestFetch(new Request(`${origin}/own`, { headers: own, redirect: 'error' }))
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
    expect(bearer?.headers).toEqual(own)
    expect(first).not.toHaveProperty('body')
  })

  test('gets the options that only it knows, and those of a Request', async () => {
    const { origin } = await guarded()
    const { calls, send } = recordingFetch()
    const digestFetch = createDigestFetch({ ...mufasa, fetch: send })
    const ofWorkers = { method: 'GET', cf: { cacheTtl: 5 } }
    await digestFetch(origin, ofWorkers)
    const sending = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'origin' } as const
    await digestFetch(new Request(origin, sending))
    await digestFetch(new Request(origin, sending), { credentials: 'include' })
    const [first, , second, third] = calls.map(({ init }) => init)
    expect(first).toHaveProperty('cf', { cacheTtl: 5 })
    expect(second).toMatchObject(sending)
    expect(third).toMatchObject({ ...sending, credentials: 'include' })
  })

  test('may have Node streams for bodies: a 401 is read to its end, and its connection serves on', async () => {
    const { origin, exchanges, statuses } = await guarded({ refusal: 'x'.repeat(60_000) })
    const digestFetch = createDigestFetch({ ...mufasa, fetch: nodeFetch })
    const answer = await digestFetch(`${origin}/a`, { method: 'POST', body: 'payload' })
    expect([answer.status, statuses()]).toEqual([200, [401, 200]])
    expect(exchanges.map(({ body }) => body)).toEqual(['payload', 'payload'])
  })

  test.each([
    ['text in place of a stream', 'refused'],
    ['a stream that somebody reads already', locked()],
  ])('may have %s for a body: the 401 is answered all the same', async (_, body) => {
    const headers = { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' }
    const send: AnyFetch = (_, init) =>
      new Headers(init.headers).has('authorization')
        ? new Response('served')
        : withBody(body, { status: 401, headers })
    const answer = await createDigestFetch({ ...mufasa, fetch: send })('https://atlas.test/')
    expect(await answer.text()).toBe('served')
  })
})

function locked(): ReadableStream {
  const stream = new ReadableStream()
  stream.getReader()
  return stream
}
