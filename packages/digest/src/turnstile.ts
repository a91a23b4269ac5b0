import { unlessAborted } from './abort.ts'

/**
 * How the leader's way ended. `settled`: the way is known and nobody waits any more. `unsettled`: it is
 * not, but who waited goes on. `abandoned`: the leader gave up, and one of those who wait leads.
 *
 * @internal
 */
export type Outcome = 'settled' | 'unsettled' | 'abandoned'

/** Milliseconds after which a leader is taken for gone: a Worker drops what a request has begun when that one is answered. */
const longestLead = 10_000

/**
 * Lets one caller go first while the others wait for what it finds out.
 *
 * @internal
 */
export class Turnstile {
  #leading = Promise.resolve<Outcome>('settled')
  /** Until when callers wait for the leader, or go on where its lead has ended. */
  #until = 0

  /**
   * Makes the caller the leader, or waits until the leader is through.
   *
   * @returns For the leader, the function that ends its lead, to be called once; undefined for the others.
   * @throws The signal's reason when it aborts during the wait. Nobody else notices.
   */
  async enter(signal: AbortSignal): Promise<((outcome: Outcome) => void) | undefined> {
    while (Date.now() < this.#until) {
      if ((await unlessAborted(signal, this.#leading)) !== 'abandoned') return undefined
    }
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#leading = promise
    this.#until = Date.now() + longestLead
    return (outcome) => {
      const ended = outcome === 'settled' ? Number.POSITIVE_INFINITY : 0
      if (this.#leading === promise) this.#until = ended
      resolve(outcome)
    }
  }
}
