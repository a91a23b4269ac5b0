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

describe('a service account with a rotated secret', () => {
  test('the old secret and all tokens issued for it are rejected at once', async () => {
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

  test('the new secret grants the same access', async () => {
    const testApp = await createTestApp()
    await rotate(testApp, newSecret)
    const response = await requestToken(testApp, newSecret)
    expect(response.status).toBe(200)
    const { access_token }: { access_token: string } = await response.json()
    expect(await requestWithToken(testApp, access_token)).toBe(200)
  })

  test('a node that shares the store rejects the old tokens at once', async () => {
    const testApp = await createTestApp()
    const otherNode = await createTestApp({ store: testApp.store })
    const token = await testApp.issueToken('reader')
    expect(await requestWithToken(otherNode, token)).toBe(200)
    await rotate(testApp, newSecret)
    expect(await requestWithToken(otherNode, token)).toBe(401)
  })

  test('tokens of other accounts stay valid', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('owner')
    await rotate(testApp, newSecret)
    expect(await requestWithToken(testApp, token)).toBe(200)
  })

  test('the account can revoke a token of its old secret', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    await rotate(testApp, newSecret)
    const revocationResponse = await testApp.request(revokePath, {
      method: 'POST',
      headers: basic('reader', newSecret),
      body: new URLSearchParams({ token }),
    })
    expect(revocationResponse.status).toBe(200)
  })
})

describe('a deleted credential', () => {
  test('the secret and the tokens of a deleted service account are rejected at once', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    expect(await testApp.store.deleteCredential('service account', 'reader')).toBe(true)
    expect(await requestWithToken(testApp, token)).toBe(401)
    expect((await requestToken(testApp, clientSecret)).status).toBe(401)
    const digest = await testApp.digestFetch()(`${baseUrl}${target}`, { headers: accept() })
    expect(digest.status).toBe(200)
  })

  test('a deleted API key is rejected at once, even with a nonce that it has used', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch()
    expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(200)
    expect(await testApp.store.deleteCredential('api key', 'reader')).toBe(true)
    expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(401)
    expect(await requestWithToken(testApp, await testApp.issueToken('reader'))).toBe(200)
  })

  test('the tokens of a deleted account stay invalid when an account with the same id is created', async () => {
    const testApp = await createTestApp()
    const token = await testApp.issueToken('reader')
    const account = await testApp.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await testApp.store.deleteCredential('service account', 'reader')
    await testApp.store.saveServiceAccount({ ...account, secretHash: hashSecret(newSecret) })
    expect(await requestWithToken(testApp, token)).toBe(401)
  })
})

test('the old private key of an API key is rejected at once after a change', async () => {
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
