import { abortable } from '@export-buckets/digest/client'

/** Resolves after `delay` milliseconds. An abort rejects it and clears the timer. */
export async function sleep(delay: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timerPromise = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delay)
  })
  await abortable(timerPromise, signal).finally(() => clearTimeout(timer))
}
