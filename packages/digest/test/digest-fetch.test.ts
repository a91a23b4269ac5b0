import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createDigestFetch } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import { mufasa, parseHeaderParameters } from './fixtures/rfc7616-example.ts'

const algorithms = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const

describe('round trips', () => {
  test.each(algorithms)(
    'the first call with %s needs two round trips, and each later call needs one',
    async (name) => {
      const { origin, exchanges, statuses } = await startDigestServer({ algorithms: [name] })
      const fetch = createDigestFetch(mufasa)
      for (const path of ['/', '/api/atlas/v2?pretty=true', '/%22quoted%22?a=\\&b="c"']) {
        expect((await fetch(origin + path)).status).toBe(200)
      }
      expect(statuses()).toEqual([401, 200, 200, 200])
      expect(exchanges[0]?.authorization).toBeUndefined()
    },
  )

  test('the strongest offered algorithm is used', async () => {
    const { origin, exchanges } = await startDigestServer({ algorithms })
    await createDigestFetch(mufasa)(origin)
    expect(parseHeaderParameters(exchanges[1]?.authorization)['algorithm']).toBe('SHA-256-sess')
  })

  test('fifty concurrent calls share one challenge and have consecutive counts', async () => {
    const { origin, exchanges, statuses } = await startDigestServer()
    const fetch = createDigestFetch(mufasa)
    const responses = await Promise.all(Array.from({ length: 50 }, () => fetch(origin)))
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(statuses()).toEqual([401, ...Array(50).fill(200)])
    const counts = exchanges
      .slice(1)
      .map(({ authorization }) => parseHeaderParameters(authorization)['nc'])
    expect(new Set(counts).size).toBe(50)
    expect(counts).toContain('00000032')
  })

  test('nextnonce replaces a nonce without another round trip', async () => {
    let time = 0
    const { origin, exchanges, statuses } = await startDigestServer({
      nonceLifetime: 300,
      now: () => time,
    })
    const fetch = createDigestFetch(mufasa)
    for (time of [0, 250_000, 500_000, 750_000]) await fetch(origin)
    expect(statuses()).toEqual([401, 200, 200, 200, 200])
    const nonces = exchanges
      .slice(1)
      .map((exchange) => parseHeaderParameters(exchange.authorization)['nonce'])
    expect(new Set(nonces).size).toBe(3)
  })

  test('an expired nonce needs one more round trip', async () => {
    let time = 0
    const { origin, statuses } = await startDigestServer({ nonceLifetime: 300, now: () => time })
    const fetch = createDigestFetch(mufasa)
    await fetch(origin)
    time = 301_000
    expect((await fetch(origin)).status).toBe(200)
    expect((await fetch(origin)).status).toBe(200)
    expect(statuses()).toEqual([401, 200, 401, 200, 200])
  })

  test('fifty concurrent calls succeed when their nonce has expired', async () => {
    let time = 0
    const { origin, statuses } = await startDigestServer({ nonceLifetime: 300, now: () => time })
    const fetch = createDigestFetch(mufasa)
    await fetch(origin)
    time = 301_000
    const responses = await Promise.all(Array.from({ length: 50 }, () => fetch(origin)))
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(statuses().length).toBeLessThanOrEqual(2 + 2 * 50)
  })

  test('concurrent calls succeed when each nonce is valid for one request', async () => {
    const unusedNonces = new Set<string>()
    const pendingResponses: ServerResponse[] = []
    const calls = 5
    let nonceCount = 0
    const origin = await listen(({ headers: { authorization } }, response) => {
      const { nonce = '' } = parseHeaderParameters(authorization)
      if (unusedNonces.delete(nonce)) return void response.end()
      const nextNonce = `n${nonceCount++}`
      unusedNonces.add(nextNonce)
      response.writeHead(401, {
        'www-authenticate': `Digest realm="a", nonce="${nextNonce}", qop="auth"`,
      })
      if (authorization === undefined) return void response.end()
      response.flushHeaders()
      // All calls have the first challenge's nonce. One is served, and the others get new nonces before any 401 ends.
      if (pendingResponses.push(response) === calls - 1)
        for (const pendingResponse of pendingResponses) pendingResponse.end('refused')
    })
    const fetch = createDigestFetch(mufasa)
    const responses = await Promise.all(Array.from({ length: calls }, () => fetch(origin)))
    expect(responses.map(({ status }) => status)).toEqual(Array(calls).fill(200))
  })

  test('a final 401 leaves no gap in the counts of its nonce', async () => {
    const counts: (string | undefined)[] = []
    const origin = await listen(({ headers: { authorization } }, response) => {
      const { nonce, nc } = parseHeaderParameters(authorization)
      counts.push(nonce && `${nonce} ${nc}`)
      const challenge = `Digest realm="a", nonce="n${counts.length}", qop="auth"`
      response.writeHead(401, { 'www-authenticate': challenge }).end()
    })
    const fetch = createDigestFetch(mufasa)
    for (const path of ['/a', '/b']) expect((await fetch(origin + path)).status).toBe(401)
    const firstUse = (nonce: string) => `${nonce} 00000001`
    expect(counts).toEqual([
      undefined,
      firstUse('n1'),
      firstUse('n2'),
      firstUse('n3'),
      firstUse('n4'),
    ])
  })

  test('a wrong password returns the 401 after one repeated request with its body', async () => {
    const { origin, statuses } = await startDigestServer({
      unauthorizedBody: 'You are not authorized',
    })
    const response = await createDigestFetch({ ...mufasa, password: 'wrong' })(origin)
    expect([response.status, await response.text()]).toEqual([401, 'You are not authorized'])
    expect(statuses()).toEqual([401, 401, 401])
  })

  test('a 401 with the rejected nonce is final', async () => {
    let requestCount = 0
    const origin = await listen((_, response) => {
      requestCount++
      response.writeHead(401, { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' })
      response.end('no')
    })
    const response = await createDigestFetch(mufasa)(origin)
    expect([response.status, await response.text(), requestCount]).toEqual([401, 'no', 2])
  })

  test.each([
    ['no challenge', {}],
    ['a challenge of another scheme', { 'www-authenticate': 'Bearer' }],
    [
      'an unsupported algorithm',
      { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth", algorithm=SHA-512-256' },
    ],
    ['no qop', { 'www-authenticate': 'Digest realm="a", nonce="b"' }],
  ])('a 401 with %s is returned unchanged', async (_, headers) => {
    let requestCount = 0
    const origin = await listen((_request, response) => {
      requestCount++
      response.writeHead(401, headers).end('no')
    })
    const response = await createDigestFetch(mufasa)(origin)
    expect([response.status, await response.text(), requestCount]).toEqual([401, 'no', 1])
  })
})

describe('bodies', () => {
  test.each<[string, () => BodyInit]>([
    ['text', () => 'payload'],
    ['bytes', () => new TextEncoder().encode('payload')],
    ['a stream', () => new Blob(['payload']).stream()],
  ])('a body that is %s is sent again after the challenge', async (_, body) => {
    const { origin, exchanges } = await startDigestServer()
    const init = { method: 'POST', body: body(), duplex: 'half' }
    const response = await createDigestFetch(mufasa)(origin, init)
    expect(await response.text()).toBe('POST payload')
    expect(exchanges.map(({ body }) => body)).toEqual(['payload', 'payload'])
  })

  test('a Request is sent with its method, headers and body', async () => {
    const receivedHeaders: (string | undefined)[] = []
    const origin = await listen((request, response) => {
      receivedHeaders.push(request.method, request.headers['content-type'], request.headers.accept)
      response.end()
    })
    const headers = { 'content-type': 'application/json', accept: 'text/csv' }
    await createDigestFetch(mufasa)(new Request(origin, { method: 'PUT', body: '{}', headers }))
    expect(receivedHeaders).toEqual(['PUT', 'application/json', 'text/csv'])
  })

  test('a HEAD request is signed and sent without a body', async () => {
    const { origin, exchanges, statuses } = await startDigestServer()
    const response = await createDigestFetch(mufasa)(origin, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(exchanges.map(({ method }) => method)).toEqual(['HEAD', 'HEAD'])
    expect(statuses()).toEqual([401, 200])
  })

  test('the first 401 is read to its end, so that its connection is reused', async () => {
    const { origin, exchanges } = await startDigestServer({ unauthorizedBody: 'x'.repeat(60_000) })
    for (let client = 0; client < 20; client++) {
      expect((await createDigestFetch(mufasa)(origin)).status).toBe(200)
    }
    // A cancel would close a connection for each call. undici opens a second one for a request in the same tick.
    expect(new Set(exchanges.map(({ port }) => port)).size).toBeLessThanOrEqual(2)
  })

  test('a first 401 that never ends delays the call by at most one second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const origin = await listen(({ headers }, response) => {
      if (headers.authorization !== undefined) return void response.end('served')
      response.writeHead(401, { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' })
      response.write('begun')
    })
    const served = createDigestFetch(mufasa)(origin).then((response) => response.text())
    const ended = vi.fn()
    void served.finally(ended)
    while (ended.mock.calls.length === 0) {
      await setImmediate()
      vi.advanceTimersByTime(1000)
    }
    expect(await served).toBe('served')
  })

  test('the question mark of an empty query is neither signed nor sent', async () => {
    const { origin, exchanges } = await startDigestServer()
    const fetch = createDigestFetch(mufasa)
    const targets = [`${origin}/a?`, `${origin}/b?#c`, `${origin}/d?e?`]
    for (const target of [...targets, new Request(`${origin}/f?`, { method: 'POST', body: 'g' })]) {
      expect((await fetch(target)).status).toBe(200)
    }
    expect([...new Set(exchanges.map(({ url }) => url))]).toEqual(['/a', '/b', '/d?e?', '/f'])
    expect(exchanges.at(-1)?.body).toBe('g')
  })

  test('a URL with an empty query keeps its body in a runtime without Request.body, as in Firefox', async () => {
    const { origin, exchanges } = await startDigestServer()
    const request = new Request(`${origin}/a?`, { method: 'POST', body: 'b' })
    Object.defineProperty(request, 'body', { value: undefined })
    await createDigestFetch(mufasa)(request)
    expect([...new Set(exchanges.map(({ body }) => body))]).toEqual(['b'])
  })

  test('a first 401 of more than 64 KiB is canceled, which closes its connection', async () => {
    const refusedResponse = Promise.withResolvers<ServerResponse>()
    const origin = await listen(({ headers }, response) => {
      if (headers.authorization !== undefined) return void response.end('served')
      response.writeHead(401, { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' })
      response.write('x'.repeat(1_000_000))
      refusedResponse.resolve(response)
    })
    expect(await (await createDigestFetch(mufasa)(origin)).text()).toBe('served')
    const response = await refusedResponse.promise
    if (!response.closed) await once(response, 'close')
  })

  test('a call is repeated although the body of its first 401 fails', async () => {
    let requestCount = 0
    const origin = await listen((_, response) => {
      if (requestCount++ > 0) return void response.end('served')
      const challenge = 'Digest realm="a", nonce="b", qop="auth"'
      response.writeHead(401, { 'www-authenticate': challenge, 'content-length': 10 })
      response.write('begun', () => response.destroy())
    })
    expect(await (await createDigestFetch(mufasa)(origin)).text()).toBe('served')
  })
})
