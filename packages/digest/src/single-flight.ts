import { abortable } from './abortable.ts'

/**
 * The outcome of a lead. `settled`: the challenge is known, and later callers do not wait. `unsettled`: the challenge is not
 * known, and the waiting callers continue. `abandoned`: the leader was aborted, and one of the waiting callers leads.
 *
 * @internal
 */
export type LeadOutcome = 'settled' | 'unsettled' | 'abandoned'

/**
 * The time after which a lead counts as abandoned. A lead can end without an outcome, because Workers drop the pending work
 * of a request after its response.
 */
const maxLeadMs = 10_000

/**
 * Lets one caller lead while the others wait for its outcome.
 *
 * @internal
 */
export class SingleFlight {
  #lead = Promise.resolve<LeadOutcome>('abandoned')
  /** The time until which callers wait for the leader. */
  #leadExpiresAt = 0
  #isComplete = false

  /**
   * Makes the caller the leader, or waits for the leader's outcome.
   *
   * @returns the function that ends the lead, which the leader must call once; `undefined` for other callers
   * @throws the signal's reason when it aborts during the wait, which does not affect other callers
   */
  async leadOrWait(signal: AbortSignal): Promise<((outcome: LeadOutcome) => void) | undefined> {
    while (!this.#isComplete && Date.now() < this.#leadExpiresAt) {
      if ((await abortable(this.#waitForOutcome(), signal)) !== 'abandoned') return undefined
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

  /** Waits for the outcome of the lead, which is `abandoned` when its time is over. */
  #waitForOutcome(): Promise<LeadOutcome> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<LeadOutcome>((resolve) => {
      timer = setTimeout(() => resolve('abandoned'), this.#leadExpiresAt - Date.now())
    })
    return Promise.race([this.#lead, timeout]).finally(() => clearTimeout(timer))
  }
}
