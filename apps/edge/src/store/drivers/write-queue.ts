import { StoreUnavailableError } from '../store.ts'

/** Milliseconds that a write waits for another process to let go of a file. */
export const defaultBusyTimeout = 5_000

/** Milliseconds between attempts at most. */
const maxPauseMs = 50

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** How a file is written that other processes write, too. */
export interface WriteOptions {
  /**
   * Milliseconds for which a write asks again while another process holds the lock; everything else is answered meanwhile.
   * Default: 5,000.
   */
  readonly busyTimeout?: number
}

/**
 * Runs something again, after a pause, while another process holds the lock of a file.
 *
 * @param isBusy - whether an error says so
 * @param deadline - when to give up, by `performance.now()`
 */
export async function retryWhileBusy<T>(
  work: () => T | Promise<T>,
  isBusy: (error: unknown) => boolean,
  deadline: number = performance.now() + defaultBusyTimeout,
): Promise<T> {
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, maxPauseMs)) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error
    }
    await sleep(pauseMs)
  }
}

/** Runs a write when its turn comes, again for as long as it finds the file locked. */
export type WriteQueue = <T>(write: () => T | Promise<T>) => Promise<T>

/**
 * Makes a {@link WriteQueue}. SQLite's own way to wait for a lock stops the process, and the waits of several writes add up:
 * here all wait at once, each for its own time, while the first of them asks.
 *
 * @param isBusy - whether the cause of a {@link StoreUnavailableError} is the lock of another process
 * @param timeout - milliseconds
 */
export function writeQueue(
  isBusy: (cause: unknown) => boolean,
  timeout: number = defaultBusyTimeout,
): WriteQueue {
  let tail: Promise<unknown> = Promise.resolve()

  const isLocked = (error: unknown) => error instanceof StoreUnavailableError && isBusy(error.cause)
  return (write) => {
    const deadline = performance.now() + timeout
    const result = tail.then(() => retryWhileBusy(write, isLocked, deadline))
    tail = result.catch(() => undefined)
    return result
  }
}
