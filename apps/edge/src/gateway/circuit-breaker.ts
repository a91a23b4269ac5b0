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
  /** Until then no call is made, by `performance.now()`. It also bounds a probe, which may never settle. */
  #blockedUntil = 0

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
   * Makes a call unless the circuit is open. After `resetTimeout`, a single call decides whether the circuit closes. If it
   * takes longer than `resetTimeout`, another call is made.
   *
   * @throws CircuitOpenError while the circuit is open, and the error of the call
   */
  async fire<T extends { readonly status: number }>(action: () => Promise<T>): Promise<T> {
    const isProbe = this.#state !== 'closed'
    const wait = this.#blockedUntil - performance.now()
    if (isProbe && wait > 0) throw new CircuitOpenError(Math.ceil(wait / 1000))
    if (isProbe) this.#block('half-open')
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
    if (failed && this.#failureRate.isExceeded()) this.#block('open')
  }

  #recordProbe(failed: boolean): void {
    // Ignores a slow probe after a later one has decided.
    if (this.#state !== 'half-open') return
    if (failed) {
      this.#block('open')
    } else {
      this.#failureRate.reset()
      this.#setState('closed')
    }
  }

  #block(state: 'open' | 'half-open'): void {
    this.#blockedUntil = performance.now() + this.#resetTimeoutMs
    this.#setState(state)
  }

  #setState(state: CircuitState): void {
    this.#state = state
    this.#onStateChange(state)
  }
}
