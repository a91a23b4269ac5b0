import { setImmediate } from 'node:timers/promises'

/** The timeout of a test in milliseconds, so that no loop outlives it. */
const limit = 60_000

/**
 * Runs real event-loop turns, without advancing a fake clock, until the condition holds and its effects have settled.
 */
export async function waitUntil(condition: () => boolean): Promise<void> {
  for (const start = performance.now(); performance.now() - start < limit; ) {
    const isMet = condition()
    await setImmediate()
    if (isMet) return
  }
  throw new Error(`still not so: ${condition}`)
}
