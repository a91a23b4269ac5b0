import { revokePath, tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import { describe, expect, test } from 'vitest'
import { realm, secretHash } from '../src/index.ts'
import { baseUrl } from './mounting.ts'
import { accept, basic, buckets, clientSecret, path, type World, world } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const newSecret = 'mdb_sa_sk_another'

const ask = async (w: World, token: string) =>
  (await w.request(target, { headers: { ...accept(), Authorization: `Bearer ${token}` } })).status

const askForToken = (w: World, secret: string) =>
  w.request(tokenPath, {
    method: 'POST',
    headers: basic('reader', secret),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })

async function rotate(w: World, secret: string): Promise<void> {
  const account = await w.store.serviceAccount('reader')
  if (account === undefined) throw new Error('no reader')
  await w.store.saveServiceAccount({ ...account, secretHash: secretHash(secret) })
}

describe('a service account with a new secret', () => {
  test('the old one, and every token made for it, are worthless at once', async () => {
    const w = await world()
    const [first, second] = [await w.newToken('reader'), await w.newToken('reader')]
    await rotate(w, newSecret)
    expect(await ask(w, first)).toBe(401)
    expect(await ask(w, second)).toBe(401)
    expect((await askForToken(w, clientSecret)).status).toBe(401)
  })

  test('the new one opens what the old one did', async () => {
    const w = await world()
    await rotate(w, newSecret)
    const answer = await askForToken(w, newSecret)
    expect(answer.status).toBe(200)
    const { access_token }: { access_token: string } = await answer.json()
    expect(await ask(w, access_token)).toBe(200)
  })

  test('on a node that shares the store too', async () => {
    const w = await world()
    const other = await world({ store: w.store })
    const token = await w.newToken('reader')
    expect(await ask(other, token)).toBe(200)
    await rotate(w, newSecret)
    expect(await ask(other, token)).toBe(401)
  })

  test('tokens of other accounts live on', async () => {
    const w = await world()
    const token = await w.newToken('owner')
    await rotate(w, newSecret)
    expect(await ask(w, token)).toBe(200)
  })

  test('the token is worth something only to who has the secret that it is of', async () => {
    const w = await world()
    const token = await w.newToken('reader')
    await rotate(w, newSecret)
    const revoked = await w.request(revokePath, {
      method: 'POST',
      headers: basic('reader', newSecret),
      body: new URLSearchParams({ token }),
    })
    expect(revoked.status).toBe(200)
  })
})

describe('a deleted credential', () => {
  test('of a service account: its secret and its tokens are worthless at once', async () => {
    const w = await world()
    const token = await w.newToken('reader')
    expect(await w.store.deleteCredential('service account', 'reader')).toBe(true)
    expect(await ask(w, token)).toBe(401)
    expect((await askForToken(w, clientSecret)).status).toBe(401)
    const digest = await w.digestFetch()(`${baseUrl}${target}`, { headers: accept() })
    expect(digest.status).toBe(200)
  })

  test('of an API key: it opens nothing, also with a nonce that it has used', async () => {
    const w = await world()
    const digestFetch = w.digestFetch()
    expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(200)
    expect(await w.store.deleteCredential('api key', 'reader')).toBe(true)
    expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(401)
    expect(await ask(w, await w.newToken('reader'))).toBe(200)
  })

  test('an account of the same id with another secret does not revive its tokens', async () => {
    const w = await world()
    const token = await w.newToken('reader')
    const account = await w.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    await w.store.deleteCredential('service account', 'reader')
    await w.store.saveServiceAccount({ ...account, secretHash: secretHash(newSecret) })
    expect(await ask(w, token)).toBe(401)
  })
})

test('an API key with a new private key: the old one opens nothing at once', async () => {
  const w = await world()
  const key = await w.store.apiKey('reader')
  if (key === undefined) throw new Error('no reader')
  const digestFetch = w.digestFetch()
  expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(200)
  const password = 'another private key'
  await w.store.saveApiKey({ ...key, ha1: ha1({ username: 'reader', realm, password }) })
  expect((await digestFetch(`${baseUrl}${target}`, { headers: accept() })).status).toBe(401)
  const renewed = await w.digestFetch('reader', password)(`${baseUrl}${target}`, {
    headers: accept(),
  })
  expect(renewed.status).toBe(200)
})
