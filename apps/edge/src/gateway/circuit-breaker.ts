import type { CircuitEvent } from '../lib/gateway-events.ts'
import { isUpstreamUnavailable } from './errors.ts'
import { FailureRate } from './failure-rate.ts'
import type { CircuitOptions } from './options.ts'

type CircuitState = CircuitEvent['state']

/** Thrown instead of a call while the circuit is open. */
class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError'
  /** A stable code, in addition to those of the client's errors. */
  readonly code = 'CIRCUIT_OPEN'
  /** Whole seconds until the next attempt. */
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('circuit open: too many calls to Atlas failed')
    this.retryAfter = retryAfter
  }
}

/**
 * Stops calling Atlas for a while after too many calls have failed. The common libraries are not used, because they create
 * timers or signals when they are imported. A Cloudflare Worker then fails to start.
 */
export class CircuitBreaker {
  readonly #resetTimeoutMs: number
  readonly #failureRate: FailureRate
  readonly #onStateChange: (state: CircuitState) => void
  #state: CircuitState = 'closed'
  #openedAt = 0

  /** @param onStateChange - called with every new state */
  constructor(options: CircuitOptions, onStateChange: (state: CircuitState) => void) {
    this.#resetTimeoutMs = (options.resetTimeout ?? 5) * 1000
    this.#failureRate = new FailureRate(options)
    this.#onStateChange = onStateChange
  }

  get state(): CircuitState {
    return this.#state
  }

  /**
   * Makes a call unless the circuit is open. After `resetTimeout`, a single call decides whether the circuit closes.
   *
   * @throws CircuitOpenError while the circuit is open, and the error of the call
   */
  async fire<T extends { readonly status: number }>(action: () => Promise<T>): Promise<T> {
    const wait = this.#openedAt + this.#resetTimeoutMs - performance.now()
    if (this.#state === 'half-open' || (this.#state === 'open' && wait > 0)) {
      throw new CircuitOpenError(Math.max(1, Math.ceil(wait / 1000)))
    }
    const isProbe = this.#state === 'open'
    if (isProbe) this.#setState('half-open')
    const recordResult = (failed: boolean) =>
      isProbe ? this.#recordProbe(failed) : this.#recordCall(failed)
    try {
      const response = await action()
      recordResult(response.status >= 500)
      return response
    } catch (error) {
      recordResult(isUpstreamUnavailable(error))
      throw error
    }
  }

  #recordCall(failed: boolean): void {
    // Ignores a call that began before the circuit opened.
    if (this.#state !== 'closed') return
    this.#failureRate.record(failed)
    if (failed && this.#failureRate.isExceeded()) this.#open()
  }

  #recordProbe(failed: boolean): void {
    if (failed) {
      this.#open()
    } else {
      this.#failureRate.reset()
      this.#setState('closed')
    }
  }

  #open(): void {
    this.#openedAt = performance.now()
    this.#setState('open')
  }

  #setState(state: CircuitState): void {
    this.#state = state
    this.#onStateChange(state)
  }
}
