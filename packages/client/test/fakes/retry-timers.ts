import { expect, vi } from 'vitest'
import type { FakeAtlas } from './fake-atlas.ts'
import { waitUntil } from './wait-until.ts'

/** A call during a retry delay has two timers: its timeout and the delay. */
export const waitForRetryTimer = (): Promise<void> => waitUntil(() => vi.getTimerCount() === 2)

/** Advances the clock past the given number of retry delays. */
export async function runRetryTimers(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await waitForRetryTimer()
    await vi.advanceTimersToNextTimerAsync()
  }
}

/** Asserts that the call waits for exactly `delay` milliseconds before request number `nth`. */
export async function expectRetryDelay(
  delay: number,
  api: FakeAtlas['api'],
  nth = 2,
): Promise<void> {
  await waitForRetryTimer()
  await vi.advanceTimersByTimeAsync(delay - 1)
  expect(vi.getTimerCount()).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  await waitUntil(() => api.length === nth)
}
