import { describe, expect, test } from 'vitest'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { accept, buckets, createTestApp, path, seedStore, type TestApp } from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const url = `${baseUrl}${target}`

describe('Bearer (RFC 6750)', () => {
  const requestWithAuthorization = (testApp: TestApp, authorization: string) =>
    testApp.request(target, { headers: { ...accept(), Authorization: authorization } })

  test('a token from the token endpoint grants access to the project', async () => {
    const testApp = await createTestApp()
    expect(
      (await requestWithAuthorization(testApp, `Bearer ${await testApp.issueToken('reader')}`))
        .status,
    ).toBe(200)
    expect(
      (await requestWithAuthorization(testApp, `bearer  ${await testApp.issueToken('reader')}`))
        .status,
    ).toBe(200)
  })

  test('a token expires after one hour', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    testApp.clock.now += 3_599_000
    expect((await requestWithAuthorization(testApp, `Bearer ${token}`)).status).toBe(200)
    testApp.clock.now += 1_000
    expect((await requestWithAuthorization(testApp, `Bearer ${token}`)).status).toBe(401)
  })

  test('a node with the same secret accepts the token, and a node with another secret rejects it', async () => {
    const store = await seedStore(memoryStore())
    const token = await (await createTestApp({ store })).issueToken('reader')
    expect(
      (await requestWithAuthorization(await createTestApp({ store }), `Bearer ${token}`)).status,
    ).toBe(200)
    const otherNode = await createTestApp({ store, secret: new Uint8Array(32).fill(8) })
    expect((await requestWithAuthorization(otherNode, `Bearer ${token}`)).status).toBe(401)
  })

  test('roles are looked up at each request, not when the token is issued', async () => {
    const testApp = await createTestApp()
    const headers = await testApp.bearer()
    const account = await testApp.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await testApp.store.saveServiceAccount({ ...account, grants: [] })
    expect((await testApp.request(target, { headers: { ...accept(), ...headers } })).status).toBe(
      404,
    )
  })

  test('the token of a deleted service account is rejected with 401', async () => {
    const token = await (await createTestApp()).issueToken('reader')
    expect(
      (
        await requestWithAuthorization(
          await createTestApp({ store: memoryStore() }),
          `Bearer ${token}`,
        )
      ).status,
    ).toBe(401)
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
  ])('the Authorization header %s gets the challenge %s', async (authorization, challenge) => {
    const response = await requestWithAuthorization(await createTestApp(), authorization)
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe(challenge)
  })
})

describe('Digest (RFC 7616)', () => {
  const recordedChallenge =
    /^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/=]{32,}", algorithm=MD5, qop="auth", stale=false$/

  test.each([
    undefined,
    'Basic cmVhZGVyOng=',
    'Bearers x',
    'Digest',
    'Digest username="reader"',
    'Negotiate x',
  ])('the Authorization header %j gets the recorded challenge', async (authorization) => {
    const testApp = await createTestApp()
    const headers = { ...accept(), ...(authorization && { Authorization: authorization }) }
    const response = await testApp.request(target, { headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toMatch(recordedChallenge)
  })

  test('a valid key grants access, and a wrong or unknown key is rejected with 401', async () => {
    const testApp = await createTestApp()
    expect((await testApp.digestFetch('owner')(url, { headers: accept() })).status).toBe(200)
    expect((await testApp.digestFetch('owner', 'wrong')(url, { headers: accept() })).status).toBe(
      401,
    )
    const emptyApp = await createTestApp({ store: memoryStore() })
    expect((await emptyApp.digestFetch()(url, { headers: accept() })).status).toBe(401)
  })

  test('the signature covers the query', async () => {
    const testApp = await createTestApp()
    const response = await testApp.digestFetch()(`${url}?pretty=true&x=%20`, { headers: accept() })
    expect(response.status).toBe(200)
  })

  test('a replayed request is rejected, and reported as stale once its nonce has expired', async () => {
    const testApp = await createTestApp()
    let signedRequest: Request | undefined
    const { createDigestFetch } = await import('@export-buckets/digest/client')
    const digestFetch = createDigestFetch({
      username: 'reader',
      password: 'd9f3e2c1-0000-4000-8000-abcdefabcdef',
      fetch: async (input, init) => {
        signedRequest = new Request(input, init)
        return testApp.request(signedRequest)
      },
    })
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    if (signedRequest === undefined) throw new Error('nothing was sent')
    expect((await testApp.request(signedRequest)).status).toBe(401)
    testApp.clock.now += 301_000
    const stale = await testApp.request(signedRequest)
    expect(stale.headers.get('WWW-Authenticate')).toContain('stale=true')
  })

  test('an expired nonce is reported as stale, and the client retries with a new one', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch()
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    testApp.clock.now += 301_000
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    expect(testApp.log.map(({ status }) => status)).toEqual([401, 200, 401, 200])
  })

  test('in the last third of the life of a nonce, Authentication-Info carries the next one', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch()
    const firstResponse = await digestFetch(url, { headers: accept() })
    expect(firstResponse.headers.has('Authentication-Info')).toBe(false)
    testApp.clock.now += 250_000
    const response = await digestFetch(url, { headers: accept() })
    expect(response.headers.get('Authentication-Info')).toMatch(/nextnonce="/)
    testApp.clock.now += 250_000
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    expect(testApp.log.map(({ status }) => status)).toEqual([401, 200, 200, 200])
  })
})
