import { describe, expect, test, vi } from 'vitest'
import { createTokenCache, type Token } from '../src/auth/token-cache.ts'
import { ids } from './fakes/buckets.ts'
import { respondInSequence, respondWithToken } from './fakes/fake-atlas.ts'
import { useFakeClock } from './fakes/fake-clock.ts'
import { catchRejection, createTestClient } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'

useFakeClock()

const timeout = 500

/** A cache, and the fetches of tokens that it has started, in order, which nothing but the test settles. */
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

// A Worker drops what a request has begun, its timers included, once that request is answered.
describe('a fetch that neither succeeds nor fails', () => {
  test('is waited for as long as it may take, by everyone', () => {
    const { cache, fetches } = createPendingCache()
    const first = cache.get()
    vi.setSystemTime(Date.now() + timeout)
    expect(cache.get()).toBe(first)
    expect(fetches).toHaveLength(1)
  })

  test('is left alone after that: the next caller starts another one', async () => {
    const { cache, fetches } = createPendingCache()
    cache.get()
    vi.setSystemTime(Date.now() + timeout + 1)
    const second = cache.get()
    expect(cache.get()).toBe(second)
    fetches[1]?.resolve(createToken('second'))
    expect(await second).toHaveProperty('value', 'second')
    expect(cache.get()).toHaveProperty('value', 'second')
    expect(fetches).toHaveLength(2)
  })

  test('and fails late after all does not end the waiting for its successor', async () => {
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

test('a token request that was dropped is sent again once the timeout of the client is over', async () => {
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
  controller.abort('answered')
  expect(await errorPromise).toBe('answered')
  vi.clearAllTimers()
  vi.setSystemTime(Date.now() + timeout + 1)
  expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
  expect(tokenRequests).toHaveLength(2)
})
