import { revokePath, tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError, secretHash } from '../src/index.ts'
import { memoryStore } from '../src/store/memory.ts'
import { accept, basic, buckets, clientSecret, path, type World, world } from './world.ts'

const grant = { grant_type: 'client_credentials' }
const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')

const post = (
  w: World,
  target: string,
  body: Record<string, string> | string,
  headers: Record<string, string> = basic('reader', clientSecret),
) =>
  w.request(target, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof body === 'string' ? body : new URLSearchParams(body),
  })

describe('POST /api/oauth/token (RFC 6749, section 4.4)', () => {
  test('trades id and secret for a token that nobody caches', async () => {
    const answer = await post(await world(), tokenPath, grant)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(await answer.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 3600,
      token_type: 'Bearer',
    })
  })

  test('takes id and secret as they are, as Atlas does, and form-encoded, as the RFC says', async () => {
    const w = await world()
    const encoded = encodeURIComponent(clientSecret).replaceAll('%20', '+')
    expect((await post(w, tokenPath, grant, basic('reader', clientSecret))).status).toBe(200)
    expect((await post(w, tokenPath, grant, basic('reader', encoded))).status).toBe(200)
  })

  test('takes a secret as it is that is no form-encoding of anything', async () => {
    const w = await world()
    const account = await w.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await w.store.saveServiceAccount({ ...account, secretHash: secretHash('100%') })
    expect((await post(w, tokenPath, grant, basic('reader', '100%'))).status).toBe(200)
  })

  test.each([
    ['another scheme', { Authorization: 'Bearer x' }],
    ['no base64', { Authorization: 'Basic ***' }],
    ['no UTF-8', { Authorization: `Basic ${btoa('\xff:\xff')}` }],
    ['no colon', { Authorization: `Basic ${btoa('reader')}` }],
    ['a wrong secret', basic('reader', 'wrong')],
    ['half an escape', basic('reader', '%')],
    ['an unknown id', basic('nobody', clientSecret)],
    ['an empty secret', basic('nobody', '')],
  ])('%s: invalid_client, in the documented words', async (_, headers) => {
    const answer = await post(await world(), tokenPath, grant, headers)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe('Basic realm="MMS Public API"')
    expect(await answer.text()).toBe(
      '{"error_description":"Invalid credentials provided.","error":"invalid_client"}',
    )
  })

  test('no credentials: invalid_client that says what to send', async () => {
    const answer = await post(await world(), tokenPath, grant, {})
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe('Basic realm="MMS Public API"')
    expect(await answer.json()).toEqual({
      error: 'invalid_client',
      error_description: 'Send the client id and secret with HTTP Basic authentication.',
    })
  })

  test('an unexpected fault: server_error, in the documented words, and the log says why', async () => {
    const store = {
      ...memoryStore(),
      serviceAccount: () => Promise.reject(new Error('the inner message')),
    }
    const w = await world({ store })
    for (const target of [tokenPath, revokePath]) {
      const answer = await post(w, target, grant)
      expect(answer.status).toBe(500)
      expect(await answer.text()).toBe(
        '{"error_description":"Unexpected error.","error":"server_error"}',
      )
      expect(w.log.at(-1)).toMatchObject({
        status: 500,
        errorCode: 'server_error',
        failure: expect.stringContaining('the inner message'),
      })
    }
  })

  test('a store that is unavailable: 503 with Retry-After', async () => {
    const store = {
      ...memoryStore(),
      serviceAccount: () => Promise.reject(new StoreUnavailableError('away')),
    }
    const answer = await post(await world({ store }), tokenPath, grant)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
  })

  test.each([
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no grant', {}, 'invalid_request'],
    ['two grants', 'grant_type=client_credentials&grant_type=password', 'invalid_request'],
    ['a body without end', `grant_type=${'x'.repeat(9000)}`, 'invalid_request'],
  ])('%s: %s', async (_, body, error) => {
    const answer = await post(await world(), tokenPath, body)
    expect(answer.status).toBe(400)
    expect(answer.headers.has('WWW-Authenticate')).toBe(false)
    expect(await answer.json()).toMatchObject({ error, error_description: expect.any(String) })
  })

  test('another media type: invalid_request, whatever the body', async () => {
    const headers = { ...basic('reader', clientSecret), 'Content-Type': 'text/plain' }
    const answer = await post(await world(), tokenPath, grant, headers)
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' })
  })

  test('a rate limit that is used up: 429 until a token has flowed in', async () => {
    const w = await world({ tokenRateLimit: { capacity: 2, refill: 10, seconds: 60 } })
    for (let i = 0; i < 2; i++) expect((await post(w, tokenPath, grant)).status).toBe(200)
    const refused = await post(w, tokenPath, grant)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('6')
    expect((await post(w, tokenPath, grant, basic('owner', clientSecret))).status).toBe(200)
    w.clock.now += 6_000
    expect((await post(w, tokenPath, grant)).status).toBe(200)
  })

  test('a wrong secret takes nothing from the one who knows the right one', async () => {
    const w = await world()
    for (let i = 0; i < 60; i++) await post(w, tokenPath, grant, basic('reader', 'wrong'))
    expect((await post(w, tokenPath, grant)).status).toBe(200)
  })

  test('GET is not allowed', async () => {
    const answer = await (await world()).request(tokenPath)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toBe('POST, OPTIONS')
  })
})

describe('POST /api/oauth/revoke (RFC 7009)', () => {
  const hint = { token_type_hint: 'access_token' }
  const read = (w: World, token: string) =>
    w.request(path(aws._id), { headers: { ...accept(), Authorization: `Bearer ${token}` } })

  test('makes a token worthless, and no other', async () => {
    const w = await world()
    const [first, second] = [await w.newToken('reader'), await w.newToken('reader')]
    expect((await post(w, revokePath, { token: first, ...hint })).status).toBe(200)
    expect((await read(w, first)).status).toBe(401)
    expect((await read(w, second)).status).toBe(200)
  })

  test('a token that is none any more is as good as revoked', async () => {
    const w = await world()
    const token = await w.newToken('reader')
    for (const each of [token, token, 'nonsense']) {
      expect((await post(w, revokePath, { token: each, ...hint })).status).toBe(200)
    }
  })

  test("somebody else's token is refused, and lives on", async () => {
    const w = await world()
    const token = await w.newToken('owner')
    const answer = await post(w, revokePath, { token, ...hint })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'unauthorized_client' })
    expect((await read(w, token)).status).toBe(200)
  })

  test('needs credentials and a token', async () => {
    const w = await world()
    expect((await post(w, revokePath, { token: 'x' }, {})).status).toBe(401)
    expect(await (await post(w, revokePath, hint)).json()).toMatchObject({
      error: 'invalid_request',
    })
  })
})
