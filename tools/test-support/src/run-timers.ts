import { setImmediate } from 'node:timers/promises'
import { vi } from 'vitest'

/**
 * Runs timers until a promise settles, and returns it. Between two timers, a turn of the event loop completes the requests
 * to an Atlas in the same process, so that only delays pass.
 *
 * @param isBusy - returns whether requests need more turns
 */
export async function runTimersUntil<T>(
  promise: Promise<T>,
  isBusy: () => boolean = () => false,
): Promise<T> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  promise.then(settle, settle)
  for (;;) {
    await setImmediate()
    if (isSettled) return promise
    if (!isBusy()) await vi.advanceTimersToNextTimerAsync()
  }
}
