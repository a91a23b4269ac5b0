import { setImmediate } from 'node:timers/promises'

/**
 * Lets what is under way go on, in real event-loop turns and without moving a fake clock, until the condition holds and what it set off is done.
 */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn++) {
    const holds = condition()
    await setImmediate()
    if (holds) return
  }
  throw new Error(`still not so: ${condition}`)
}
