import { describe, expect, test } from 'vitest'
import { createDigestFetch, DigestSession, digestExchange } from '../src/client.ts'
import { guarded } from './stand-in/guarded.ts'
import { listen } from './stand-in/listen.ts'
import { mufasa, parametersOf } from './stand-in/mufasa.ts'

/** A server that never challenges; it writes down what it was sent. */
async function open(headers: Record<string, string> = {}, status = 200) {
  const seen: (string | undefined)[] = []
  const origin = await listen((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(status, headers).end()
  })
  return { origin, seen }
}

describe('credentials stay with the origin that asked for them', () => {
  test('another origin gets none of them', async () => {
    const one = await guarded()
    const other = await open()
    const fetch = createDigestFetch(mufasa)
    await fetch(one.origin)
    await fetch(other.origin)
    await fetch(one.origin)
    expect(other.seen).toEqual([undefined])
    expect(one.statuses()).toEqual([401, 200, 200])
  })

  test('two origins that ask have a session each', async () => {
    const [one, other] = [await guarded(), await guarded()]
    const fetch = createDigestFetch(mufasa)
    for (const { origin } of [one, other, one, other]) await fetch(origin)
    for (const { exchanges } of [one, other]) {
      const counts = exchanges.map(({ authorization }) => parametersOf(authorization)['nc'])
      expect(counts).toEqual([undefined, '00000001', '00000002'])
    }
  })

  test('with `origin`, any other one is refused before a request leaves', async () => {
    const one = await guarded()
    const other = await open()
    const fetch = createDigestFetch({ ...mufasa, origin: `${one.origin}/api/atlas/v2` })
    expect((await fetch(one.origin)).status).toBe(200)
    await expect(fetch(other.origin)).rejects.toThrow(TypeError)
    await expect(fetch(other.origin)).rejects.toThrow(
      `These credentials are for ${one.origin} only; the request was for ${other.origin}`,
    )
    expect(other.seen).toEqual([])
  })

  test.each(['', 'cloud.mongodb.com', 'data:text/plain,', 'file:///etc'])(
    'an `origin` that is none is refused at once: %j',
    (origin) => {
      expect(() => createDigestFetch({ ...mufasa, origin })).toThrow(TypeError)
    },
  )
})

describe('redirects are never followed', () => {
  test.each([301, 302, 303, 307, 308])('%i is given back, with nothing sent on', async (status) => {
    const target = await open()
    const { origin } = await open({ location: target.origin }, status)
    const answer = await createDigestFetch(mufasa)(origin)
    expect([answer.status, answer.headers.get('location')]).toEqual([status, target.origin])
    expect(target.seen).toEqual([])
  })

  test('redirect: "error" stays an error', async () => {
    const target = await open()
    const { origin } = await open({ location: target.origin }, 302)
    await expect(createDigestFetch(mufasa)(origin, { redirect: 'error' })).rejects.toThrow(
      TypeError,
    )
    expect(target.seen).toEqual([])
  })

  test('a fetch that follows them all the same teaches the session nothing', async () => {
    const elsewhere = await open(
      { 'www-authenticate': 'Digest realm="x", nonce="x", qop="auth"' },
      401,
    )
    const { origin, seen } = await open({ location: elsewhere.origin }, 302)
    const fetch = createDigestFetch({
      ...mufasa,
      fetch: (url, init) => globalThis.fetch(url, { ...init, redirect: 'follow' }),
    })
    expect((await fetch(origin)).status).toBe(401)
    await fetch(origin)
    expect([seen, elsewhere.seen]).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
  })
})

test('an answer from elsewhere is given back as it is, with a challenge known or not', async () => {
  const session = new DigestSession(mufasa)
  session.challenged({ get: () => 'Digest realm="a", nonce="b", qop="auth"' })
  let sent = 0
  const answer = await digestExchange(session)({
    method: 'GET',
    uri: '/',
    signal: new AbortController().signal,
    send: async () => {
      sent++
      return Object.defineProperty(new Response('there'), 'redirected', { value: true })
    },
  })
  expect([await answer.text(), sent]).toEqual(['there', 1])
})

test('a request with an Authorization of its own is sent with it, once', async () => {
  const { origin, exchanges } = await guarded()
  const init = { method: 'PUT', body: 'a', headers: { authorization: 'Bearer token' } }
  const answer = await createDigestFetch(mufasa)(origin, init)
  expect(answer.status).toBe(401)
  expect(exchanges).toMatchObject([{ method: 'PUT', body: 'a', authorization: 'Bearer token' }])
})
