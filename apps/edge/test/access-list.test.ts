import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, basic, buckets, clientSecret, origin, path, type World, world } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)

/** A world where `reader` has an access list, and where every request comes from one address. */
async function listed(
  accessList: readonly string[],
  address: string | undefined,
  parts: Parameters<typeof world>[0] = {},
): Promise<World> {
  const w = await world({ clientAddress: () => address, ...parts })
  const [account, key] = [await w.store.serviceAccount('reader'), await w.store.apiKey('reader')]
  if (!account || !key) throw new Error('no reader')
  await w.store.saveServiceAccount({ ...account, accessList })
  await w.store.saveApiKey({ ...key, accessList })
  return w
}

async function statusFrom(accessList: readonly string[], address: string | undefined) {
  return (await (await listed(accessList, address)).get(target)).status
}

describe('an address on the access list is let through', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.255'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['0.0.0.0/0', '198.51.100.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1'],
    ['2001:db8::/32', '2001:db8:ffff::9'],
    ['2001:db8::1/128', '2001:db8::1'],
    // What a socket that listens on IPv6 too says of a caller by IPv4 (RFC 4291, section 2.5.5.2).
    ['203.0.113.7', '::ffff:203.0.113.7'],
    ['203.0.113.0/24', '::ffff:203.0.113.9'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7', '::ffff:cb00:7107'],
  ])('%s: %s', async (entry, address) => {
    expect(await statusFrom([entry], address)).toBe(200)
    expect(await statusFrom(['192.0.2.1', entry, '2001:db8:1::/48'], address)).toBe(200)
  })
})

describe('an address that is not on it, or is none, is refused', () => {
  test.each([
    ['203.0.113.7', '203.0.113.8'],
    ['203.0.113.0/24', '203.0.114.0'],
    ['203.0.113.7/32', '203.0.113.70'],
    ['0.0.0.0/0', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::2'],
    ['2001:db8::/32', '2001:db9::'],
    ['::/0', '203.0.113.7'],
    ['203.0.113.7', '::ffff:203.0.113.8'],
    ['203.0.113.7', '203.0.113.7:443'],
    ['203.0.113.7', '203.0.113.07'],
    ['203.0.113.7', '203.0.113.7, 198.51.100.1'],
    ['0.0.0.0/0', ''],
    ['0.0.0.0/0', 'unknown'],
    ['::/0', ':::'],
    ['::/0', '::1%'],
    ['203.0.113.7', undefined],
  ])('%s: %j', async (entry, address) => {
    expect(await statusFrom([entry], address)).toBe(403)
  })
})

test('an error names the address, or says that it is unknown', async () => {
  const body = async (address?: string) =>
    (await (await listed(['192.0.2.1'], address)).get(target)).json()
  expect(await body('203.0.113.7')).toEqual({
    detail: 'IP address 203.0.113.7 is not allowed to access this resource.',
    error: 403,
    errorCode: 'IP_ADDRESS_NOT_ON_ACCESS_LIST',
    parameters: ['203.0.113.7'],
    reason: 'Forbidden',
  })
  expect(await body()).toMatchObject({ parameters: ['unknown'] })
})

test('without an access list every address will do, an unknown one too', async () => {
  expect(await statusFrom([], undefined)).toBe(200)
  expect((await (await world()).get(target)).status).toBe(200)
})

test('where nobody tells addresses, a credential with an access list is of no use', async () => {
  const w = await listed(['0.0.0.0/0', '::/0'], undefined)
  expect((await w.get(target)).status).toBe(403)
})

test('one caller’s list is not that of another', async () => {
  const w = await listed(['192.0.2.1'], '203.0.113.7')
  expect((await w.get(target)).status).toBe(403)
  expect((await w.get(target, accept(), 'owner')).status).toBe(200)
})

test('it binds an API key as it does a service account', async () => {
  const ask = async (address: string) => {
    const w = await listed(['192.0.2.0/24'], address)
    return (await w.digestFetch()(`${origin}${target}`, { headers: accept() })).status
  }
  expect(await ask('192.0.2.200')).toBe(200)
  expect(await ask('203.0.113.7')).toBe(403)
})

test('the token endpoint is not bound by it, the use of the token is', async () => {
  const w = await listed(['192.0.2.1'], '203.0.113.7')
  const answer = await w.request(tokenPath, {
    method: 'POST',
    headers: basic('reader', clientSecret),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  expect(answer.status).toBe(200)
  expect((await w.get(target)).status).toBe(403)
})

describe('the order of checks', () => {
  test('401 comes first: who is unproved learns nothing of a list', async () => {
    const w = await listed(['192.0.2.1'], '203.0.113.7')
    expect((await w.request(target, { headers: accept() })).status).toBe(401)
    const wrong = w.digestFetch('reader', 'wrong')
    expect((await wrong(`${origin}${target}`, { headers: accept() })).status).toBe(401)
  })

  test('then the list, before the rate limit: what is refused takes no token', async () => {
    let address = '203.0.113.7'
    const parts = { clientAddress: () => address, rateLimit: { requests: 1, seconds: 60 } }
    const w = await listed(['192.0.2.1'], undefined, parts)
    for (let i = 0; i < 3; i++) {
      const refused = await w.get(target)
      expect(refused.status).toBe(403)
      expect(refused.headers.get('RateLimit-Remaining')).toBeNull()
    }
    address = '192.0.2.1'
    expect((await w.get(target)).status).toBe(200)
    expect((await w.get(target)).status).toBe(429)
    address = '203.0.113.7'
    expect((await w.get(target)).status).toBe(403)
  })

  test('then project, role and version', async () => {
    const w = await listed(['192.0.2.1'], '203.0.113.7')
    for (const each of [path(aws._id, '0'), path(aws._id, 'f'.repeat(24))]) {
      expect((await w.get(each)).status).toBe(403)
    }
    expect((await w.get(target, { Accept: 'application/json' })).status).toBe(403)
  })
})
