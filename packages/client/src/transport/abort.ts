/**
 * Settles like `work`, or rejects with the signal's reason as soon as it aborts. `work` itself goes on: others may
 * wait for it too, and not every `fetch` heeds its signal.
 */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Waits, in milliseconds; an abort ends the wait and its timer. */
export async function sleep(delay: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delay)
  })
  await abortable(waited, signal).finally(() => clearTimeout(timer))
}
