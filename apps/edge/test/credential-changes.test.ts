import { revokePath, tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import { describe, expect, test } from 'vitest'
import { hashSecret, realm } from '../src/index.ts'
import {
  accept,
  basic,
  buckets,
  clientSecret,
  createTestApp,
  path,
  type TestApp,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const newSecret = 'mdb_sa_sk_another'

const requestWithToken = async (testApp: TestApp, token: string) =>
  (await testApp.request(target, { headers: { ...accept(), Authorization: `Bearer ${token}` } }))
    .status

const requestToken = (testApp: TestApp, secret: string) =>
  testApp.request(tokenPath, {
    method: 'POST',
    headers: basic('reader', secret),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })

async function rotate(testApp: TestApp, secret: string): Promise<void> {
  const account = await testApp.store.serviceAccount('reader')
  if (account === undefined) throw new Error('no reader')
  await testApp.store.saveServiceAccount({ ...account, secretHash: hashSecret(secret) })
}

describe('a service account with a new secret', () => {
  test('the old one, and every token made for it, are worthless at once', async () => {
    const testApp = await createTestApp()
    const [oldToken, otherToken] = [
      await testApp.issueToken('reader'),
      await testApp.issueToken('reader'),
    ]
    await rotate(testApp, newSecret)
    expect(await requestWithToken(testApp, oldToken)).toBe(401)
    expect(await requestWithToken(testApp, otherToken)).toBe(401)
    expect((await requestToken(testApp, clientSecret)).status).toBe(401)
  })

  test('the new one opens what the old one did', async () => {
    const testApp = await createTestApp()
    await rotate(testApp, newSecret)
    const response = await requestToken(testApp, newSecret)
    expect(response.status).toBe(200)
    const { access_token }: { access_token: string } = await response.json()
    expect(await requestWithToken(testApp, access_token)).toBe(200)
  })

  test('on a node that shares the store too', async () => {
    const testApp = await createTestApp()
    const otherNode = await createTestApp({ store: testApp.store })
    const token = await testApp.issueToken('reader')
    expect(await requestWithToken(otherNode, token)).toBe(200)
    await rotate(testApp, newSecret)
    expect(await requestWithToken(otherNode, token)).toBe(401)
  })

  test('tokens of other accounts live on', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('owner')
    await rotate(testApp, newSecret)
    expect(await requestWithToken(testApp, token)).toBe(200)
  })

  test('the token is worth something only to who has the secret that it is of', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    await rotate(testApp, newSecret)
    const revoked = await testApp.request(revokePath, {
      method: 'POST',
      headers: basic('reader', newSecret),
      body: new URLSearchParams({ token }),
    })
    expect(revoked.status).toBe(200)
  })
})

describe('a deleted credential', () => {
  test('of a service account: its secret and its tokens are worthless at once', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    expect(await testApp.store.deleteCredential('service account', 'reader')).toBe(true)
    expect(await requestWithToken(testApp, token)).toBe(401)
    expect((await requestToken(testApp, clientSecret)).status).toBe(401)
    const digest = await testApp.digestFetch()(`${baseUrl}${target}`, { headers: accept() })
    expect(digest.status).toBe(200)
  })

  test('of an API key: it opens nothing, also with a nonce that it has used', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch()
    expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(200)
    expect(await testApp.store.deleteCredential('api key', 'reader')).toBe(true)
    expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(401)
    expect(await requestWithToken(testApp, await testApp.issueToken('reader'))).toBe(200)
  })

  test('an account of the same id with another secret does not revive its tokens', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    const account = await testApp.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await testApp.store.deleteCredential('service account', 'reader')
    await testApp.store.saveServiceAccount({ ...account, secretHash: hashSecret(newSecret) })
    expect(await requestWithToken(testApp, token)).toBe(401)
  })
})

test('an API key with a new private key: the old one opens nothing at once', async () => {
  const testApp = await createTestApp()
  const key = await testApp.store.apiKey('reader')
  if (key === undefined) throw new Error('no reader')
  const digestFetch = testApp.digestFetch()
  expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(200)
  const password = 'another private key'
  await testApp.store.saveApiKey({ ...key, ha1: ha1({ username: 'reader', realm, password }) })
  expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(401)
  const newDigestFetch = await testApp.digestFetch('reader', password)(`${baseUrl}${target}`, {
    headers: accept(),
  })
  expect(newDigestFetch.status).toBe(200)
})
