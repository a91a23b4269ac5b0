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
  #leading = Promise.resolve<Outcome>('abandoned')
  /** Until when callers wait for the leader. */
  #until = 0
  #isSettled = false

  /**
   * Makes the caller the leader, or waits until the leader is through.
   *
   * @returns For the leader, the function that ends its lead, to be called once; undefined for the others.
   * @throws The signal's reason when it aborts during the wait. Nobody else notices.
   */
  async enter(signal: AbortSignal): Promise<((outcome: Outcome) => void) | undefined> {
    while (!this.#isSettled && Date.now() < this.#until) {
      if ((await unlessAborted(signal, this.#outcome())) !== 'abandoned') return undefined
    }
    if (this.#isSettled) return undefined
    let resolve = (_: Outcome) => {}
    const lead = new Promise<Outcome>((settle) => {
      resolve = settle
    })
    this.#leading = lead
    this.#until = Date.now() + longestLead
    return (outcome) => {
      if (this.#leading === lead) this.#until = 0
      this.#isSettled ||= outcome === 'settled'
      resolve(outcome)
    }
  }

  /** How the lead ends: abandoned, too, where its time is over. */
  #outcome(): Promise<Outcome> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve('abandoned'), this.#until - Date.now())
    })
    return Promise.race([this.#leading, timeout]).finally(() => clearTimeout(timer))
  }
}
