/**
 * Settles like `work`, or rejects with the signal's reason as soon as it aborts. `work` itself goes on: others may
 * wait for it too, and not every `fetch` heeds its signal.
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Waits, in milliseconds; an abort ends the wait and its timer. */
export async function sleep(delay: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timerPromise = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delay)
  })
  await abortable(timerPromise, signal).finally(() => clearTimeout(timer))
}
