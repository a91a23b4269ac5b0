import { expect, onTestFinished, vi } from 'vitest'
import type { Store } from '../src/index.ts'

const soon = Math.floor(Date.now() / 1000) + 60

/** Expects that each write waits five seconds for a lock, and all of them at once. Somebody else has it already. */
export async function expectFiveSeconds(store: Store): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const refused: string[] = []
  for (const tokenId of ['a', 'b', 'c']) {
    store.revoke(tokenId, soon).catch(({ name }: Error) => refused.push(name))
  }
  await vi.advanceTimersByTimeAsync(4_900)
  expect(refused).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(refused).toEqual(new Array(3).fill('StoreUnavailableError'))
}

/** Expects that writes which wait for a lock are done once it is let go. @param meanwhile - what goes on, and lets it go */
export async function expectDoneAfter(
  store: Store,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const written = Promise.all([store.revoke('a', soon), store.revoke('b', soon)])
  await meanwhile()
  await written
  expect(await store.tokenHolder('reader', 'a')).toBeUndefined()
  expect(await store.tokenHolder('reader', 'b')).toBeUndefined()
}
