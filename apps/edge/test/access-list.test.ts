import { tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import { describe, expect, test } from 'vitest'
import { type AppParts, type RateLimiters, realm, type Store, secretHash } from '../src/index.ts'
import { memoryStore } from '../src/store/memory.ts'
import { TokenBuckets } from '../src/token-bucket.ts'
import { baseUrl } from './mounting.ts'
import {
  accept,
  basic,
  clientSecret,
  fill,
  groupId,
  id,
  otherGroupId,
  path,
  privateKey,
  world,
} from './world.ts'

const target = path(id('a'))
const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]

/** A world in which the reader's credentials have an access list, asked from one address. */
async function listed(
  accessList: readonly string[],
  address: string | undefined,
  parts: Partial<AppParts> = {},
) {
  const store = await fill(memoryStore())
  await store.saveServiceAccount({
    clientId: 'reader',
    secretHash: secretHash(clientSecret),
    grants,
    accessList,
  })
  await store.saveApiKey({
    publicKey: 'reader',
    ha1: ha1({ username: 'reader', realm, password: privateKey }),
    grants,
    accessList,
  })
  return world({ store, clientAddress: () => address, ...parts })
}

type Listed = Awaited<ReturnType<typeof listed>>
const ways = [
  ['Bearer', (w: Listed) => w.get(target)],
  ['Digest', (w: Listed) => w.digestFetch()(`${baseUrl}${target}`, { headers: accept() })],
] as const

describe.each(ways)('with %s', (_, ask) => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.255'],
    ['0.0.0.0/0', '198.51.100.1'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:db8::1', '2001:0db8:0:0:0:0:0:1'],
    ['2001:db8::/32', '2001:db8:ffff::9'],
    ['203.0.113.7', '::ffff:203.0.113.7'],
    ['203.0.113.0/24', '::ffff:203.0.113.7'],
    ['203.0.113.0/24', '::ffff:cb00:7107'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
  ])('a list of %s lets %s through', async (entry, address) => {
    expect((await ask(await listed(['192.0.2.1', entry], address))).status).toBe(200)
  })

  test.each([
    ['203.0.113.7', '203.0.113.8'],
    ['203.0.113.0/24', '203.0.114.0'],
    ['203.0.113.0/24', '2001:db8::1'],
    ['203.0.113.0/24', '::cb00:7107'],
    ['2001:db8::/32', '2001:db9::1'],
    ['0.0.0.0/0', 'localhost'],
    ['0.0.0.0/0', ''],
    ['::/0', '2001:db8:::1'],
    ['203.0.113.0/24', '203.0.113.7, 198.51.100.1'],
    ['203.0.113.0/24', '203.0.113.007'],
    ['203.0.113.0/24', '203.0.113.7:443'],
  ])('a list of %s refuses %j', async (entry, address) => {
    const answer = await ask(await listed([entry], address))
    expect(answer.status).toBe(403)
    expect(answer.headers.get('X-Error-Code')).toBe('IP_ADDRESS_NOT_ON_ACCESS_LIST')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await answer.json()).toMatchObject({
      detail: `IP address ${address} is not allowed to access this resource.`,
      parameters: [address],
    })
  })

  test('an unknown address is on no list', async () => {
    const answer = await ask(await listed(['0.0.0.0/0', '::/0'], undefined))
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ parameters: ['unknown'] })
  })

  test('credentials without a list, or with an empty one, may be used from anywhere', async () => {
    expect((await ask(await listed([], undefined))).status).toBe(200)
  })

  test('a list that cannot be read lets nobody through', async () => {
    const answer = await ask(await listed(['203.0.113.0/33'], '203.0.113.7'))
    expect(answer.status).toBe(403)
    expect(answer.headers.get('X-Error-Code')).toBe('IP_ADDRESS_NOT_ON_ACCESS_LIST')
  })
})

test('where the app is not told of addresses, credentials with a list are refused', async () => {
  const { store } = await listed(['0.0.0.0/0'], undefined)
  expect((await (await world({ store })).get(target)).status).toBe(403)
})

test('the token endpoint is not bound by the list', async () => {
  const w = await listed(['203.0.113.7'], '198.51.100.1')
  const answer = await w.request(tokenPath, {
    method: 'POST',
    headers: basic('reader', clientSecret),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  expect(answer.status).toBe(200)
})

describe('with a store and a rate limiter that answer later', () => {
  async function later(...given: Parameters<typeof listed>) {
    const { store } = await listed(...given)
    const [, address, parts] = given
    const clientAddress = () => address
    const late: Store = {
      ...store,
      tokenHolder: async (...of) => store.tokenHolder(...of),
      apiKey: async (...of) => store.apiKey(...of),
    }
    const rateLimiters: RateLimiters = (_, limit, now) => {
      const buckets = new TokenBuckets(limit, now)
      return { take: async (caller) => buckets.take(caller) }
    }
    return world({ store: late, clientAddress, rateLimiters, ...parts })
  }

  test.each(ways)('%s is checked as with one that answers at once', async (_, ask) => {
    expect((await ask(await later(['203.0.113.7'], '203.0.113.7'))).status).toBe(200)
    expect((await ask(await later(['203.0.113.7'], '198.51.100.1'))).status).toBe(403)
  })

  test('the project is checked before the rate limit', async () => {
    const w = await later([], undefined, { rateLimit: { capacity: 1, refill: 1, seconds: 60 } })
    expect((await w.get(path(id('a'), otherGroupId))).status).toBe(404)
    expect((await w.get(target)).status).toBe(200)
    expect((await w.get(target)).status).toBe(429)
    expect((await w.get(path(id('a'), otherGroupId))).status).toBe(404)
  })
})

describe('the order of checks', () => {
  const away = (parts: Partial<AppParts> = {}) => listed(['203.0.113.7'], '198.51.100.1', parts)

  test('the credentials come before the list', async () => {
    const w = await away()
    expect((await w.request(target, { headers: { Authorization: 'Bearer x' } })).status).toBe(401)
    expect((await w.digestFetch('reader', 'wrong')(`${baseUrl}${target}`)).status).toBe(401)
  })

  test('the list comes before the rate limit, of which a refused request takes nothing', async () => {
    const address = { now: '198.51.100.1' }
    const clientAddress = () => address.now
    const w = await away({ rateLimit: { capacity: 1, refill: 1, seconds: 60 }, clientAddress })
    for (let i = 0; i < 3; i++) {
      const refused = await w.get(target)
      expect(refused.status).toBe(403)
      expect(refused.headers.has('RateLimit-Limit')).toBe(false)
    }
    address.now = '203.0.113.7'
    expect((await w.get(target)).status).toBe(200)
    expect((await w.get(target)).status).toBe(429)
    address.now = '198.51.100.1'
    expect((await w.get(target)).status).toBe(403)
  })

  test('the project comes before the rate limit', async () => {
    const rateLimit = { capacity: 1, refill: 1, seconds: 60 }
    const w = await listed(['203.0.113.7'], '203.0.113.7', { rateLimit })
    expect((await w.get(path(id('a'), otherGroupId))).status).toBe(404)
    expect((await w.get(target)).status).toBe(200)
    expect((await w.get(target)).status).toBe(429)
    expect((await w.get(path(id('a'), otherGroupId))).status).toBe(404)
  })

  test('the list comes before the project', async () => {
    expect((await (await away()).get(path(id('a'), otherGroupId))).status).toBe(403)
  })
})
