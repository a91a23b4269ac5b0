import { tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import { describe, expect, test } from 'vitest'
import {
  type AppOptions,
  hashSecret,
  type RateLimiterFactory,
  realm,
  type Store,
} from '../src/index.ts'
import { MemoryRateLimiter } from '../src/rate-limit/memory.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  basic,
  clientSecret,
  createTestApp,
  groupId,
  id,
  otherGroupId,
  path,
  privateKey,
  seedStore,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const target = path(id('a'))
const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]

/** Creates an app in which the reader's credentials have an access list and all requests come from one address. */
async function createAppWithAccessList(
  accessList: readonly string[],
  address: string | undefined,
  options: Partial<AppOptions> = {},
) {
  const store = await seedStore(memoryStore())
  await store.saveServiceAccount({
    clientId: 'reader',
    secretHash: hashSecret(clientSecret),
    grants,
    accessList,
  })
  await store.saveApiKey({
    publicKey: 'reader',
    ha1: ha1({ username: 'reader', realm, password: privateKey }),
    grants,
    accessList,
  })
  return createTestApp({ store, getClientAddress: () => address, ...options })
}

type AppWithAccessList = Awaited<ReturnType<typeof createAppWithAccessList>>
const authMethods = [
  ['Bearer', (testApp: AppWithAccessList) => testApp.get(target)],
  [
    'Digest',
    (testApp: AppWithAccessList) =>
      testApp.digestFetch()(`${baseUrl}${target}`, { headers: accept() }),
  ],
] as const

describe.each(authMethods)('an access list with %s authentication', (_, sendRequest) => {
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
  ])('an access list that contains %s admits %s', async (entry, address) => {
    expect(
      (await sendRequest(await createAppWithAccessList(['192.0.2.1', entry], address))).status,
    ).toBe(200)
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
  ])('an access list of %s rejects %j with 403', async (entry, address) => {
    const response = await sendRequest(await createAppWithAccessList([entry], address))
    expect(response.status).toBe(403)
    expect(response.headers.get('X-Error-Code')).toBe('IP_ADDRESS_NOT_ON_ACCESS_LIST')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await response.json()).toMatchObject({
      detail: `IP address ${address} is not allowed to access this resource.`,
      parameters: [address],
    })
  })

  test('an unknown address is rejected, even by a list of all addresses', async () => {
    const response = await sendRequest(
      await createAppWithAccessList(['0.0.0.0/0', '::/0'], undefined),
    )
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ parameters: ['unknown'] })
  })

  test('credentials without an access list, or with an empty one, are accepted from any address', async () => {
    expect((await sendRequest(await createAppWithAccessList([], undefined))).status).toBe(200)
  })

  test('an access list that cannot be parsed rejects every address', async () => {
    const response = await sendRequest(
      await createAppWithAccessList(['203.0.113.0/33'], '203.0.113.7'),
    )
    expect(response.status).toBe(403)
    expect(response.headers.get('X-Error-Code')).toBe('IP_ADDRESS_NOT_ON_ACCESS_LIST')
  })
})

test('without getClientAddress, credentials with an access list are rejected', async () => {
  const { store } = await createAppWithAccessList(['0.0.0.0/0'], undefined)
  expect((await (await createTestApp({ store })).get(target)).status).toBe(403)
})

test('the access list does not apply to the token endpoint', async () => {
  const testApp = await createAppWithAccessList(['203.0.113.7'], '198.51.100.1')
  const response = await testApp.request(tokenPath, {
    method: 'POST',
    headers: basic('reader', clientSecret),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  expect(response.status).toBe(200)
})

describe('an asynchronous store and rate limiter', () => {
  async function createAsyncApp(...args: Parameters<typeof createAppWithAccessList>) {
    const { store } = await createAppWithAccessList(...args)
    const [, address, options] = args
    const getClientAddress = () => address
    const asyncStore: Store = {
      ...store,
      serviceAccountForToken: async (...args) => store.serviceAccountForToken(...args),
      apiKey: async (...args) => store.apiKey(...args),
    }
    const rateLimiters: RateLimiterFactory = (_, limit, now) => {
      const buckets = new MemoryRateLimiter(limit, now)
      return { take: async (caller) => buckets.take(caller) }
    }
    return createTestApp({ store: asyncStore, getClientAddress, rateLimiters, ...options })
  }

  test.each(authMethods)(
    '%s credentials are checked against the access list',
    async (_, sendRequest) => {
      expect((await sendRequest(await createAsyncApp(['203.0.113.7'], '203.0.113.7'))).status).toBe(
        200,
      )
      expect(
        (await sendRequest(await createAsyncApp(['203.0.113.7'], '198.51.100.1'))).status,
      ).toBe(403)
    },
  )

  test('the project is checked before the rate limit', async () => {
    const testApp = await createAsyncApp([], undefined, {
      rateLimit: { capacity: 1, refill: 1, seconds: 60 },
    })
    expect((await testApp.get(path(id('a'), otherGroupId))).status).toBe(404)
    expect((await testApp.get(target)).status).toBe(200)
    expect((await testApp.get(target)).status).toBe(429)
    expect((await testApp.get(path(id('a'), otherGroupId))).status).toBe(404)
  })
})

describe('the order of checks', () => {
  const createRejectingApp = (options: Partial<AppOptions> = {}) =>
    createAppWithAccessList(['203.0.113.7'], '198.51.100.1', options)

  test('credentials are checked before the access list', async () => {
    const testApp = await createRejectingApp()
    expect((await testApp.request(target, { headers: { Authorization: 'Bearer x' } })).status).toBe(
      401,
    )
    expect((await testApp.digestFetch('reader', 'wrong')(`${baseUrl}${target}`)).status).toBe(401)
  })

  test('the access list is checked before the rate limit, and a rejected request takes no token', async () => {
    const address = { now: '198.51.100.1' }
    const getClientAddress = () => address.now
    const testApp = await createRejectingApp({
      rateLimit: { capacity: 1, refill: 1, seconds: 60 },
      getClientAddress,
    })
    for (let i = 0; i < 3; i++) {
      const rateLimited = await testApp.get(target)
      expect(rateLimited.status).toBe(403)
      expect(rateLimited.headers.has('RateLimit-Limit')).toBe(false)
    }
    address.now = '203.0.113.7'
    expect((await testApp.get(target)).status).toBe(200)
    expect((await testApp.get(target)).status).toBe(429)
    address.now = '198.51.100.1'
    expect((await testApp.get(target)).status).toBe(403)
  })

  test('the project is checked before the rate limit', async () => {
    const rateLimit = { capacity: 1, refill: 1, seconds: 60 }
    const testApp = await createAppWithAccessList(['203.0.113.7'], '203.0.113.7', { rateLimit })
    expect((await testApp.get(path(id('a'), otherGroupId))).status).toBe(404)
    expect((await testApp.get(target)).status).toBe(200)
    expect((await testApp.get(target)).status).toBe(429)
    expect((await testApp.get(path(id('a'), otherGroupId))).status).toBe(404)
  })

  test('the access list is checked before the project', async () => {
    expect((await (await createRejectingApp()).get(path(id('a'), otherGroupId))).status).toBe(403)
  })
})
