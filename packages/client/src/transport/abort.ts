/**
 * Settles like `promise`, or rejects with the signal's reason when it aborts first. The work behind `promise` continues:
 * other callers may wait for it, and not every `fetch` supports signals.
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Resolves after `delay` milliseconds. An abort rejects it and clears the timer. */
export async function sleep(delay: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timerPromise = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delay)
  })
  await abortable(timerPromise, signal).finally(() => clearTimeout(timer))
}
