import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel'
import type { CircuitObservation } from '../observation.ts'
import { isAway } from './failures.ts'
import type { CircuitOptions } from './parts.ts'

/** Leaves Atlas alone for a while when too many calls fail. */
export interface Circuit {
  /**
   * Makes a call, unless the circuit is open.
   *
   * @throws CircuitOpenError, and what the call throws
   */
  call(send: () => Promise<Response>): Promise<Response>
  readonly state: CircuitObservation['state']
}

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

const names: Readonly<Record<CircuitState, CircuitObservation['state']>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
}

const isServerError = (answer: unknown) => answer instanceof Response && answer.status >= 500

/** @param changed - hears of every change of the state */
export function circuitOf(
  { threshold = 0.5, duration = 10, minimumRate = 1, openFor = 5 }: CircuitOptions,
  changed: (state: CircuitObservation['state']) => void,
): Circuit {
  const policy = circuitBreaker(handleWhen(isAway).orWhenResult(isServerError), {
    breaker: new SamplingBreaker({
      threshold,
      duration: duration * 1000,
      minimumRps: minimumRate,
    }),
    halfOpenAfter: openFor * 1000,
  })
  policy.onStateChange((state) => changed(names[state]))
  return {
    get state() {
      return names[policy.state]
    },
    async call(send) {
      try {
        return await policy.execute(send)
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new CircuitOpenError(Math.ceil(openFor))
        throw error
      }
    },
  }
}
