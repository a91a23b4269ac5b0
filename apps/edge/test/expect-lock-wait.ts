import { expect, onTestFinished, vi } from 'vitest'
import type { Store } from '../src/index.ts'

const expiresAt = Math.floor(Date.now() / 1000) + 60

/** Expects that all writes wait five seconds for a lock in parallel. The caller has to hold the lock already. */
export async function expectLockTimeout(store: Store): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const errorNames: string[] = []
  for (const tokenId of ['a', 'b', 'c']) {
    store.revokeToken(tokenId, expiresAt).catch(({ name }: Error) => errorNames.push(name))
  }
  await vi.advanceTimersByTimeAsync(4_900)
  expect(errorNames).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(errorNames).toEqual(new Array(3).fill('StoreUnavailableError'))
}

/** Expects that waiting writes complete after the lock is released. @param releaseLock - runs meanwhile, and releases the lock */
export async function expectWritesAfter(
  store: Store,
  releaseLock: () => Promise<unknown>,
): Promise<void> {
  const writes = Promise.all([store.revokeToken('a', expiresAt), store.revokeToken('b', expiresAt)])
  await releaseLock()
  await writes
  expect(await store.serviceAccountForToken('reader', 'a')).toBeUndefined()
  expect(await store.serviceAccountForToken('reader', 'b')).toBeUndefined()
}
