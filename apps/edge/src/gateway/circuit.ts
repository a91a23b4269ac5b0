import type { CircuitObservation } from '../observation.ts'
import { isAway } from './failures.ts'
import type { CircuitOptions } from './parts.ts'
import { RecentCalls } from './recent-calls.ts'

type State = CircuitObservation['state']

/** The call was not made: Atlas failed too often just now. */
class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError'
  /** A stable code, beside those of the client's errors. */
  readonly code = 'CIRCUIT_OPEN'
  /** Whole seconds until a call tries again. */
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('Atlas failed too often; it is left alone for a while')
    this.retryAfter = retryAfter
  }
}

/**
 * Leaves Atlas alone for a while when too many calls fail. By hand, because the libraries for it make timers or signals
 * when they are loaded, with which no Cloudflare Worker starts.
 */
export class Circuit {
  readonly #openFor: number
  readonly #calls: RecentCalls
  readonly #changed: (state: State) => void
  #state: State = 'closed'
  #openedAt = 0

  /** @param changed - hears of every change of the state */
  constructor(options: CircuitOptions, changed: (state: State) => void) {
    this.#openFor = (options.openFor ?? 5) * 1000
    this.#calls = new RecentCalls(options)
    this.#changed = changed
  }

  get state(): State {
    return this.#state
  }

  /**
   * Makes a call, unless the circuit is open. When it has been open for long enough one call tries, on which it depends
   * whether others are made again.
   *
   * @throws CircuitOpenError, and what the call throws
   */
  async call<T extends { readonly status: number }>(send: () => Promise<T>): Promise<T> {
    const wait = this.#openedAt + this.#openFor - performance.now()
    if (this.#state === 'half-open' || (this.#state === 'open' && wait > 0)) {
      throw new CircuitOpenError(Math.max(1, Math.ceil(wait / 1000)))
    }
    const tries = this.#state === 'open'
    if (tries) this.#change('half-open')
    const came = (failed: boolean) => (tries ? this.#tried(failed) : this.#count(failed))
    try {
      const answer = await send()
      came(answer.status >= 500)
      return answer
    } catch (error) {
      came(isAway(error))
      throw error
    }
  }

  #count(failed: boolean): void {
    // A call from before the circuit opened says nothing of now.
    if (this.#state !== 'closed') return
    this.#calls.add(failed)
    if (failed && this.#calls.tooManyFail()) this.#open()
  }

  #tried(failed: boolean): void {
    if (failed) {
      this.#open()
    } else {
      this.#calls.forget()
      this.#change('closed')
    }
  }

  #open(): void {
    this.#openedAt = performance.now()
    this.#change('open')
  }

  #change(state: State): void {
    this.#state = state
    this.#changed(state)
  }
}
