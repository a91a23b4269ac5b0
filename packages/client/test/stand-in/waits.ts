import { expect, vi } from 'vitest'
import type { StandIn } from './atlas.ts'
import { until } from './until.ts'

/** A call that waits has two timers: its timeout and the wait. */
export const untilItWaits = (): Promise<void> => until(() => vi.getTimerCount() === 2)

/** Lets a call wait so many times, each time as long as it wants to. */
export async function letWait(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await untilItWaits()
    await vi.advanceTimersToNextTimerAsync()
  }
}

/** That the call waits for exactly `delay` milliseconds before it sends request number `nth`. */
export async function expectWait(delay: number, api: StandIn['api'], nth = 2): Promise<void> {
  await untilItWaits()
  await vi.advanceTimersByTimeAsync(delay - 1)
  expect(vi.getTimerCount()).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  await until(() => api.length === nth)
}
