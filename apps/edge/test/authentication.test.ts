import { describe, expect, test } from 'vitest'
import { memoryStore } from '../src/store/memory.ts'
import { baseUrl } from './mounting.ts'
import { accept, buckets, fill, path, type World, world } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const url = `${baseUrl}${target}`

describe('Bearer (RFC 6750)', () => {
  const ask = (w: World, authorization: string) =>
    w.request(target, { headers: { ...accept(), Authorization: authorization } })

  test('a token of the token endpoint opens the project', async () => {
    const w = await world()
    expect((await ask(w, `Bearer ${await w.newToken('reader')}`)).status).toBe(200)
    expect((await ask(w, `bearer  ${await w.newToken('reader')}`)).status).toBe(200)
  })

  test('a token lives for an hour', async () => {
    const w = await world()
    const token = await w.newToken('reader')
    w.clock.now += 3_599_000
    expect((await ask(w, `Bearer ${token}`)).status).toBe(200)
    w.clock.now += 1_000
    expect((await ask(w, `Bearer ${token}`)).status).toBe(401)
  })

  test('any node with the secret takes it, a node with another one does not', async () => {
    const store = await fill(memoryStore())
    const token = await (await world({ store })).newToken('reader')
    expect((await ask(await world({ store }), `Bearer ${token}`)).status).toBe(200)
    const stranger = await world({ store, secret: new Uint8Array(32).fill(8) })
    expect((await ask(stranger, `Bearer ${token}`)).status).toBe(401)
  })

  test('the roles are those of now, not those of when the token was made', async () => {
    const w = await world()
    const headers = await w.bearer()
    const account = await w.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await w.store.saveServiceAccount({ ...account, grants: [] })
    expect((await w.request(target, { headers: { ...accept(), ...headers } })).status).toBe(404)
  })

  test('the token of a service account that has gone is worth nothing', async () => {
    const token = await (await world()).newToken('reader')
    expect((await ask(await world({ store: memoryStore() }), `Bearer ${token}`)).status).toBe(401)
  })

  test.each([
    ['Bearer', 'Bearer'],
    ['Bearer nonsense', 'Bearer error="invalid_token"'],
    ['Bearer a.b.c', 'Bearer error="invalid_token"'],
    [`Bearer ${'x'.repeat(5000)}`, 'Bearer error="invalid_token"'],
    [
      // {"alg":"none"}: a token must be signed.
      `Bearer eyJhbGciOiJub25lIn0.${btoa('{"sub":"reader","jti":"1","exp":9999999999}')}.`,
      'Bearer error="invalid_token"',
    ],
  ])('%s is challenged with %s', async (authorization, challenge) => {
    const answer = await ask(await world(), authorization)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe(challenge)
  })
})

describe('Digest (RFC 7616)', () => {
  const recorded =
    /^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/=]{32,}", algorithm=MD5, qop="auth", stale=false$/

  test.each([
    undefined,
    'Basic cmVhZGVyOng=',
    'Bearers x',
    'Digest',
    'Digest username="reader"',
    'Negotiate x',
  ])('the recorded challenge answers %j', async (authorization) => {
    const w = await world()
    const headers = { ...accept(), ...(authorization && { Authorization: authorization }) }
    const answer = await w.request(target, { headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toMatch(recorded)
  })

  test('a key opens the project; a wrong one, or an unknown one, does not', async () => {
    const w = await world()
    expect((await w.digestFetch('owner')(url, { headers: accept() })).status).toBe(200)
    expect((await w.digestFetch('owner', 'wrong')(url, { headers: accept() })).status).toBe(401)
    const nobody = await world({ store: memoryStore() })
    expect((await nobody.digestFetch()(url, { headers: accept() })).status).toBe(401)
  })

  test('the query is part of what is signed', async () => {
    const w = await world()
    const answer = await w.digestFetch()(`${url}?pretty=true&x=%20`, { headers: accept() })
    expect(answer.status).toBe(200)
  })

  test('what was sent once is refused the second time, as stale once its nonce is old', async () => {
    const w = await world()
    let signed: Request | undefined
    const { createDigestFetch } = await import('@export-buckets/digest/client')
    const digestFetch = createDigestFetch({
      username: 'reader',
      password: 'd9f3e2c1-0000-4000-8000-abcdefabcdef',
      fetch: async (input, init) => {
        signed = new Request(input, init)
        return w.request(signed)
      },
    })
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    if (signed === undefined) throw new Error('nothing was sent')
    expect((await w.request(signed)).status).toBe(401)
    w.clock.now += 301_000
    const stale = await w.request(signed)
    expect(stale.headers.get('WWW-Authenticate')).toContain('stale=true')
  })

  test('an old nonce is stale, and the client goes on with a new one', async () => {
    const w = await world()
    const digestFetch = w.digestFetch()
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    w.clock.now += 301_000
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    expect(w.log.map(({ status }) => status)).toEqual([401, 200, 401, 200])
  })

  test('a nonce in its last third is followed by a new one in Authentication-Info', async () => {
    const w = await world()
    const digestFetch = w.digestFetch()
    const first = await digestFetch(url, { headers: accept() })
    expect(first.headers.has('Authentication-Info')).toBe(false)
    w.clock.now += 250_000
    const answer = await digestFetch(url, { headers: accept() })
    expect(answer.headers.get('Authentication-Info')).toMatch(/nextnonce="/)
    w.clock.now += 250_000
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    expect(w.log.map(({ status }) => status)).toEqual([401, 200, 200, 200])
  })
})
