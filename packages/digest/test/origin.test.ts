import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import { createDigestFetch, createDigestSender, DigestSession } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import { mufasa, parseHeaderParameters } from './fixtures/rfc7616-example.ts'

/** Starts a server that never challenges and records the requests. */
async function startOpenServer(headers: Record<string, string> = {}, status = 200) {
  const seen: (string | undefined)[] = []
  const origin = await listen((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(status, headers).end()
  })
  return { origin, seen }
}

describe('credentials are sent to the challenging origin only', () => {
  test('another origin gets no credentials', async () => {
    const digestServer = await startDigestServer()
    const otherServer = await startOpenServer()
    const fetch = createDigestFetch(mufasa)
    await fetch(digestServer.origin)
    await fetch(otherServer.origin)
    await fetch(digestServer.origin)
    expect(otherServer.seen).toEqual([undefined])
    expect(digestServer.statuses()).toEqual([401, 200, 200])
  })

  test('each challenging origin has its own session', async () => {
    const [one, other] = [await startDigestServer(), await startDigestServer()]
    const fetch = createDigestFetch(mufasa)
    for (const { origin } of [one, other, one, other]) await fetch(origin)
    for (const { exchanges } of [one, other]) {
      const counts = exchanges.map(
        ({ authorization }) => parseHeaderParameters(authorization)['nc'],
      )
      expect(counts).toEqual([undefined, '00000001', '00000002'])
    }
  })

  test('a request to another origin than `origin` rejects before it is sent', async () => {
    const digestServer = await startDigestServer()
    const otherServer = await startOpenServer()
    const fetch = createDigestFetch({ ...mufasa, origin: `${digestServer.origin}/api/atlas/v2` })
    expect((await fetch(digestServer.origin)).status).toBe(200)
    await expect(fetch(otherServer.origin)).rejects.toThrow(TypeError)
    await expect(fetch(otherServer.origin)).rejects.toThrow(
      `These credentials are for ${digestServer.origin} only; the request was for ${otherServer.origin}`,
    )
    expect(otherServer.seen).toEqual([])
  })

  test.each(['', 'cloud.mongodb.com', 'data:text/plain,', 'file:///etc'])(
    'an invalid `origin` throws immediately: %j',
    (origin) => {
      expect(() => createDigestFetch({ ...mufasa, origin })).toThrow(TypeError)
    },
  )
})

describe('redirects are never followed', () => {
  test.each([301, 302, 303, 307, 308])(
    'a response with status %i is returned and not followed',
    async (status) => {
      const target = await startOpenServer()
      const { origin } = await startOpenServer({ location: target.origin }, status)
      const response = await createDigestFetch(mufasa)(origin)
      expect([response.status, response.headers.get('location')]).toEqual([status, target.origin])
      expect(target.seen).toEqual([])
    },
  )

  test('redirect: "error" rejects', async () => {
    const target = await startOpenServer()
    const { origin } = await startOpenServer({ location: target.origin }, 302)
    await expect(createDigestFetch(mufasa)(origin, { redirect: 'error' })).rejects.toThrow(
      TypeError,
    )
    expect(target.seen).toEqual([])
  })

  test('a redirected response of another fetch does not change the session', async () => {
    const redirectTarget = await startOpenServer(
      { 'www-authenticate': 'Digest realm="x", nonce="x", qop="auth"' },
      401,
    )
    const { origin, seen } = await startOpenServer({ location: redirectTarget.origin }, 302)
    const fetch = createDigestFetch({
      ...mufasa,
      fetch: (url, init) => globalThis.fetch(url, { ...init, redirect: 'follow' }),
    })
    expect((await fetch(origin)).status).toBe(401)
    await fetch(origin)
    expect([seen, redirectTarget.seen]).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
  })
})

test('a redirected response is returned unchanged, before and after a challenge', async () => {
  const session = new DigestSession(mufasa)
  session.handleChallenge({ get: () => 'Digest realm="a", nonce="b", qop="auth"' })
  let requestCount = 0
  const response = await createDigestSender(session)({
    method: 'GET',
    uri: '/',
    signal: new AbortController().signal,
    send: async () => {
      requestCount++
      return Object.defineProperty(new Response('there'), 'redirected', { value: true })
    },
  })
  expect([await response.text(), requestCount]).toEqual(['there', 1])
})

test('a request with an Authorization header is sent once, unchanged', async () => {
  const { origin, exchanges } = await startDigestServer()
  const init = { method: 'PUT', body: 'a', headers: { authorization: 'Bearer token' } }
  const response = await createDigestFetch(mufasa)(origin, init)
  expect(response.status).toBe(401)
  expect(exchanges).toMatchObject([{ method: 'PUT', body: 'a', authorization: 'Bearer token' }])
})
