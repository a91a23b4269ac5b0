import { revokePath, tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { hashSecret, StoreUnavailableError } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  basic,
  buckets,
  clientSecret,
  createTestApp,
  path,
  type TestApp,
} from './create-test-app.ts'

const grant = { grant_type: 'client_credentials' }
const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')

const post = (
  testApp: TestApp,
  target: string,
  body: Record<string, string> | string,
  headers: Record<string, string> = basic('reader', clientSecret),
) =>
  testApp.request(target, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof body === 'string' ? body : new URLSearchParams(body),
  })

describe('POST /api/oauth/token (RFC 6749, section 4.4)', () => {
  test('a client id and secret get a token that is not cacheable', async () => {
    const response = await post(await createTestApp(), tokenPath, grant)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 3600,
      token_type: 'Bearer',
    })
  })

  test('a client id and secret may be sent unencoded, as to Atlas, or form-encoded, as in the RFC', async () => {
    const testApp = await createTestApp()
    const encodedSecret = encodeURIComponent(clientSecret).replaceAll('%20', '+')
    expect((await post(testApp, tokenPath, grant, basic('reader', clientSecret))).status).toBe(200)
    expect((await post(testApp, tokenPath, grant, basic('reader', encodedSecret))).status).toBe(200)
  })

  test('a secret that is not valid form encoding may be sent unencoded', async () => {
    const testApp = await createTestApp()
    const account = await testApp.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await testApp.store.saveServiceAccount({ ...account, secretHash: hashSecret('100%') })
    expect((await post(testApp, tokenPath, grant, basic('reader', '100%'))).status).toBe(200)
  })

  test.each([
    ['another scheme', { Authorization: 'Bearer x' }],
    ['invalid base64', { Authorization: 'Basic ***' }],
    ['invalid UTF-8', { Authorization: `Basic ${btoa('\xff:\xff')}` }],
    ['a missing colon', { Authorization: `Basic ${btoa('reader')}` }],
    ['a wrong secret', basic('reader', 'wrong')],
    ['an incomplete escape', basic('reader', '%')],
    ['an unknown id', basic('nobody', clientSecret)],
    ['an empty secret', basic('nobody', '')],
  ])('%s gets invalid_client with the documented description', async (_, headers) => {
    const response = await post(await createTestApp(), tokenPath, grant, headers)
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe('Basic realm="MMS Public API"')
    expect(await response.text()).toBe(
      '{"error_description":"Invalid credentials provided.","error":"invalid_client"}',
    )
  })

  test('missing credentials get invalid_client with instructions', async () => {
    const response = await post(await createTestApp(), tokenPath, grant, {})
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe('Basic realm="MMS Public API"')
    expect(await response.json()).toEqual({
      error: 'invalid_client',
      error_description: 'Send the client id and secret with HTTP Basic authentication.',
    })
  })

  test('an unexpected error causes server_error with the documented description, and the log has the reason', async () => {
    const store = {
      ...memoryStore(),
      serviceAccount: () => Promise.reject(new Error('the inner message')),
    }
    const testApp = await createTestApp({ store })
    for (const target of [tokenPath, revokePath]) {
      const response = await post(testApp, target, grant)
      expect(response.status).toBe(500)
      expect(await response.text()).toBe(
        '{"error_description":"Unexpected error.","error":"server_error"}',
      )
      expect(testApp.log.at(-1)).toMatchObject({
        status: 500,
        errorCode: 'server_error',
        failure: expect.stringContaining('the inner message'),
      })
    }
  })

  test('an unavailable store causes 503 with Retry-After', async () => {
    const store = {
      ...memoryStore(),
      serviceAccount: () => Promise.reject(new StoreUnavailableError('away')),
    }
    const response = await post(await createTestApp({ store }), tokenPath, grant)
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5'])
  })

  test.each([
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a missing grant', {}, 'invalid_request'],
    ['two grants', 'grant_type=client_credentials&grant_type=password', 'invalid_request'],
    ['a body that is too large', `grant_type=${'x'.repeat(9000)}`, 'invalid_request'],
  ])('%s gets %s', async (_, body, error) => {
    const response = await post(await createTestApp(), tokenPath, body)
    expect(response.status).toBe(400)
    expect(response.headers.has('WWW-Authenticate')).toBe(false)
    expect(await response.json()).toMatchObject({ error, error_description: expect.any(String) })
  })

  test('another media type gets invalid_request, whatever the body', async () => {
    const headers = { ...basic('reader', clientSecret), 'Content-Type': 'text/plain' }
    const response = await post(await createTestApp(), tokenPath, grant, headers)
    expect(await response.json()).toMatchObject({ error: 'invalid_request' })
  })

  test('an exhausted rate limit causes 429 until a token is refilled', async () => {
    const testApp = await createTestApp({
      tokenRateLimit: { capacity: 2, refill: 10, seconds: 60 },
    })
    for (let i = 0; i < 2; i++) expect((await post(testApp, tokenPath, grant)).status).toBe(200)
    const rateLimited = await post(testApp, tokenPath, grant)
    expect(rateLimited.status).toBe(429)
    expect(rateLimited.headers.get('Retry-After')).toBe('6')
    expect((await post(testApp, tokenPath, grant, basic('owner', clientSecret))).status).toBe(200)
    testApp.clock.now += 6_000
    expect((await post(testApp, tokenPath, grant)).status).toBe(200)
  })

  test('wrong secrets do not use up the rate limit of the account', async () => {
    const testApp = await createTestApp()
    for (let i = 0; i < 60; i++) await post(testApp, tokenPath, grant, basic('reader', 'wrong'))
    expect((await post(testApp, tokenPath, grant)).status).toBe(200)
  })

  test('GET is not allowed', async () => {
    const response = await (await createTestApp()).request(tokenPath)
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
  })
})

describe('POST /api/oauth/revoke (RFC 7009)', () => {
  const hint = { token_type_hint: 'access_token' }
  const readWithToken = (testApp: TestApp, token: string) =>
    testApp.request(path(aws._id), { headers: { ...accept(), Authorization: `Bearer ${token}` } })

  test('a revoked token is rejected, and other tokens stay valid', async () => {
    const testApp = await createTestApp()
    const [firstToken, secondToken] = [
      await testApp.issueToken('reader'),
      await testApp.issueToken('reader'),
    ]
    expect((await post(testApp, revokePath, { token: firstToken, ...hint })).status).toBe(200)
    expect((await readWithToken(testApp, firstToken)).status).toBe(401)
    expect((await readWithToken(testApp, secondToken)).status).toBe(200)
  })

  test('revoking an invalid or revoked token succeeds', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    for (const tokenValue of [token, token, 'nonsense']) {
      expect((await post(testApp, revokePath, { token: tokenValue, ...hint })).status).toBe(200)
    }
  })

  test('a token of another account is not revoked', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('owner')
    const response = await post(testApp, revokePath, { token, ...hint })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'unauthorized_client' })
    expect((await readWithToken(testApp, token)).status).toBe(200)
  })

  test('a revocation needs credentials and a token', async () => {
    const testApp = await createTestApp()
    expect((await post(testApp, revokePath, { token: 'x' }, {})).status).toBe(401)
    expect(await (await post(testApp, revokePath, hint)).json()).toMatchObject({
      error: 'invalid_request',
    })
  })
})
