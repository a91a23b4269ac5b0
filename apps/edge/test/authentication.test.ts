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

  test('a token of the token endpoint opens the project', async () => {
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

  test('a token lives for an hour', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    testApp.clock.now += 3_599_000
    expect((await requestWithAuthorization(testApp, `Bearer ${token}`)).status).toBe(200)
    testApp.clock.now += 1_000
    expect((await requestWithAuthorization(testApp, `Bearer ${token}`)).status).toBe(401)
  })

  test('any node with the secret takes it, a node with another one does not', async () => {
    const store = await seedStore(memoryStore())
    const token = await (await createTestApp({ store })).issueToken('reader')
    expect(
      (await requestWithAuthorization(await createTestApp({ store }), `Bearer ${token}`)).status,
    ).toBe(200)
    const stranger = await createTestApp({ store, secret: new Uint8Array(32).fill(8) })
    expect((await requestWithAuthorization(stranger, `Bearer ${token}`)).status).toBe(401)
  })

  test('the roles are those of now, not those of when the token was made', async () => {
    const testApp = await createTestApp()
    const headers = await testApp.bearer()
    const account = await testApp.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await testApp.store.saveServiceAccount({ ...account, grants: [] })
    expect((await testApp.request(target, { headers: { ...accept(), ...headers } })).status).toBe(
      404,
    )
  })

  test('the token of a service account that has gone is worth nothing', async () => {
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
  ])('%s is challenged with %s', async (authorization, challenge) => {
    const response = await requestWithAuthorization(await createTestApp(), authorization)
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe(challenge)
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
    const testApp = await createTestApp()
    const headers = { ...accept(), ...(authorization && { Authorization: authorization }) }
    const response = await testApp.request(target, { headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toMatch(recorded)
  })

  test('a key opens the project; a wrong one, or an unknown one, does not', async () => {
    const testApp = await createTestApp()
    expect((await testApp.digestFetch('owner')(url, { headers: accept() })).status).toBe(200)
    expect((await testApp.digestFetch('owner', 'wrong')(url, { headers: accept() })).status).toBe(
      401,
    )
    const nobody = await createTestApp({ store: memoryStore() })
    expect((await nobody.digestFetch()(url, { headers: accept() })).status).toBe(401)
  })

  test('the query is part of what is signed', async () => {
    const testApp = await createTestApp()
    const response = await testApp.digestFetch()(`${url}?pretty=true&x=%20`, { headers: accept() })
    expect(response.status).toBe(200)
  })

  test('what was sent once is refused the second time, as stale once its nonce is old', async () => {
    const testApp = await createTestApp()
    let signed: Request | undefined
    const { createDigestFetch } = await import('@export-buckets/digest/client')
    const digestFetch = createDigestFetch({
      username: 'reader',
      password: 'd9f3e2c1-0000-4000-8000-abcdefabcdef',
      fetch: async (input, init) => {
        signed = new Request(input, init)
        return testApp.request(signed)
      },
    })
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    if (signed === undefined) throw new Error('nothing was sent')
    expect((await testApp.request(signed)).status).toBe(401)
    testApp.clock.now += 301_000
    const stale = await testApp.request(signed)
    expect(stale.headers.get('WWW-Authenticate')).toContain('stale=true')
  })

  test('an old nonce is stale, and the client goes on with a new one', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch()
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    testApp.clock.now += 301_000
    expect((await digestFetch(url, { headers: accept() })).status).toBe(200)
    expect(testApp.log.map(({ status }) => status)).toEqual([401, 200, 401, 200])
  })

  test('a nonce in its last third is followed by a new one in Authentication-Info', async () => {
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
