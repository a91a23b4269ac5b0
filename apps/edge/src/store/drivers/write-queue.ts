import { StoreUnavailableError } from '../../lib/store-unavailable-error.ts'

/** Milliseconds that a write waits for the lock of another process. */
export const defaultBusyTimeout = 5_000

/** The maximum pause between attempts. */
const maxPauseMs = 50

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The options for writing a file that other processes may write. */
export interface WriteOptions {
  /**
   * Milliseconds for which a write is retried while another process holds the lock. Other requests are not blocked meanwhile.
   * Default: 5,000.
   */
  readonly busyTimeout?: number
}

/**
 * Retries work while another process holds the lock of a file.
 *
 * @param isBusy - returns whether an error is caused by the lock
 * @param deadline - the time of the last attempt, by `performance.now()`
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

/** Runs writes one after the other, and retries a write while the file is locked. */
export type WriteQueue = <T>(write: () => T | Promise<T>) => Promise<T>

/**
 * Creates a {@link WriteQueue}. SQLite's own timeout blocks the process, and the timeouts of several writes add up. Here the
 * deadline of each write starts when it is queued.
 *
 * @param isBusy - returns whether the cause of a StoreUnavailableError is the lock of another process
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
