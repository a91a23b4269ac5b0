import { isUpstreamUnavailable } from './errors.ts'
import type { CircuitEvent } from './events.ts'
import { FailureRate } from './failure-rate.ts'
import type { CircuitOptions } from './options.ts'

type CircuitState = CircuitEvent['state']

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
export class CircuitBreaker {
  readonly #resetTimeoutMs: number
  readonly #failureRate: FailureRate
  readonly #onStateChange: (state: CircuitState) => void
  #state: CircuitState = 'closed'
  #openedAt = 0

  /** @param onStateChange - hears of every change of the state */
  constructor(options: CircuitOptions, onStateChange: (state: CircuitState) => void) {
    this.#resetTimeoutMs = (options.resetTimeout ?? 5) * 1000
    this.#failureRate = new FailureRate(options)
    this.#onStateChange = onStateChange
  }

  get state(): CircuitState {
    return this.#state
  }

  /**
   * Makes a call, unless the circuit is open. When it has been open for long enough one call tries, on which it depends
   * whether others are made again.
   *
   * @throws CircuitOpenError, and what the call throws
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
    // A call from before the circuit opened says nothing of now.
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
