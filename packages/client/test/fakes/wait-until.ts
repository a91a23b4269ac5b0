import { setImmediate } from 'node:timers/promises'

/** Milliseconds after which the test is over, so that no loop outlives it. */
const limit = 60_000

/**
 * Lets what is under way go on, in real event-loop turns and without moving a fake clock, until the condition holds and what it set off is done.
 */
export async function waitUntil(condition: () => boolean): Promise<void> {
  for (const start = performance.now(); performance.now() - start < limit; ) {
    const isMet = condition()
    await setImmediate()
    if (isMet) return
  }
  throw new Error(`still not so: ${condition}`)
}
