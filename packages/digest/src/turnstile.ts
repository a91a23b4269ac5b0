import { unlessAborted } from './abort.ts'

/**
 * How the leader's way ended. `settled`: the way is known and nobody waits any more. `unsettled`: it is
 * not, but who waited goes on. `abandoned`: the leader gave up, and one of those who wait leads.
 *
 * @internal
 */
export type Outcome = 'settled' | 'unsettled' | 'abandoned'

/**
 * Lets one caller go first while the others wait for what it finds out.
 *
 * @internal
 */
export class Turnstile {
  #leading: Promise<Outcome> | undefined

  /**
   * Makes the caller the leader, or waits until the leader is through.
   *
   * @returns For the leader, the function that ends its lead, to be called once; undefined for the others.
   * @throws The signal's reason when it aborts during the wait. Nobody else notices.
   */
  async enter(signal: AbortSignal): Promise<((outcome: Outcome) => void) | undefined> {
    while (this.#leading !== undefined) {
      if ((await unlessAborted(signal, this.#leading)) !== 'abandoned') return undefined
    }
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#leading = promise
    return (outcome) => {
      if (outcome !== 'settled') this.#leading = undefined
      resolve(outcome)
    }
  }
}
