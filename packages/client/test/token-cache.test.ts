import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { describe, expect, test, vi } from 'vitest'
import { createTokenCache, type Token } from '../src/auth/token.ts'
import { ids } from './fakes/buckets.ts'
import { respondInSequence, respondWithToken } from './fakes/fake-atlas.ts'
import { catchRejection, createTestClient } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

useFakeClock()

const timeout = 500

/** Creates a cache and records the token requests that it starts, which only the test settles. */
function createPendingCache() {
  const fetches: PromiseWithResolvers<Token>[] = []
  const cache = createTokenCache(() => {
    const fetch = Promise.withResolvers<Token>()
    fetches.push(fetch)
    return fetch.promise
  }, timeout)
  return { cache, fetches }
}

const createToken = (value: string): Token => ({
  value,
  authorization: `Bearer ${value}`,
  freshUntil: Date.now() + 3_600_000,
})

// A Worker drops the requests and timers of an incoming request after its response.
describe('a token request that never settles', () => {
  test('all callers wait for a pending token request until its timeout', () => {
    const { cache, fetches } = createPendingCache()
    const first = cache.get()
    vi.setSystemTime(Date.now() + timeout)
    expect(cache.get()).toBe(first)
    expect(fetches).toHaveLength(1)
  })

  test('the next caller after the timeout starts another token request', async () => {
    const { cache, fetches } = createPendingCache()
    cache.get()
    vi.setSystemTime(Date.now() + timeout + 1)
    const second = cache.get()
    expect(cache.get()).toBe(second)
    fetches[1]?.resolve(createToken('second'))
    expect(await second).toHaveProperty('value', 'second')
    expect(await cache.get()).toHaveProperty('value', 'second')
    expect(fetches).toHaveLength(2)
  })

  test('a late failure of a token request does not clear the next one', async () => {
    const { cache, fetches } = createPendingCache()
    const first = cache.get()
    vi.setSystemTime(Date.now() + timeout + 1)
    const second = cache.get()
    fetches[0]?.reject(new Error('late'))
    await expect(first).rejects.toThrow('late')
    expect(cache.get()).toBe(second)
    expect(fetches).toHaveLength(2)
  })
})

test('a token request that a Worker dropped is sent again after the timeout of the client', async () => {
  const neverRespond = () => new Promise<Response>(() => undefined)
  const { client, token: tokenRequests } = createTestClient(
    { token: respondInSequence(neverRespond, respondWithToken) },
    { timeout },
  )
  const controller = new AbortController()
  const errorPromise = catchRejection(
    client.exportBuckets.get({ ...ids, signal: controller.signal }),
  )
  await waitUntil(() => tokenRequests.length === 1)
  controller.abort('disconnected')
  expect(await errorPromise).toBe('disconnected')
  vi.clearAllTimers()
  vi.setSystemTime(Date.now() + timeout + 1)
  expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
  expect(tokenRequests).toHaveLength(2)
})
