import { abortable } from './abort.ts'

/**
 * How the leader's way ended. `settled`: the way is known and nobody waits any more. `unsettled`: it is
 * not, but who waited goes on. `abandoned`: the leader gave up, and one of those who wait leads.
 *
 * @internal
 */
export type LeadOutcome = 'settled' | 'unsettled' | 'abandoned'

/** Milliseconds after which a leader is taken for gone: a Worker drops what a request has begun when that one is answered. */
const maxLeadMs = 10_000

/**
 * Lets one caller go first while the others wait for what it finds out.
 *
 * @internal
 */
export class SingleFlight {
  #lead = Promise.resolve<LeadOutcome>('abandoned')
  /** Until when callers wait for the leader. */
  #leadExpiresAt = 0
  #isComplete = false

  /**
   * Makes the caller the leader, or waits until the leader is through.
   *
   * @returns For the leader, the function that ends its lead, to be called once; undefined for the others.
   * @throws The signal's reason when it aborts during the wait. Nobody else notices.
   */
  async leadOrWait(signal: AbortSignal): Promise<((outcome: LeadOutcome) => void) | undefined> {
    while (!this.#isComplete && Date.now() < this.#leadExpiresAt) {
      if ((await abortable(signal, this.#waitForOutcome())) !== 'abandoned') return undefined
    }
    if (this.#isComplete) return undefined
    let resolve = (_: LeadOutcome) => {}
    const lead = new Promise<LeadOutcome>((resolveLead) => {
      resolve = resolveLead
    })
    this.#lead = lead
    this.#leadExpiresAt = Date.now() + maxLeadMs
    return (outcome) => {
      if (this.#lead === lead) this.#leadExpiresAt = 0
      this.#isComplete ||= outcome === 'settled'
      resolve(outcome)
    }
  }

  /** How the lead ends: abandoned, too, where its time is over. */
  #waitForOutcome(): Promise<LeadOutcome> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<LeadOutcome>((resolve) => {
      timer = setTimeout(() => resolve('abandoned'), this.#leadExpiresAt - Date.now())
    })
    return Promise.race([this.#lead, timeout]).finally(() => clearTimeout(timer))
  }
}
