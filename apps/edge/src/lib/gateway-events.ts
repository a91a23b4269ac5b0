import type { OperationId } from '@export-buckets/core'

/** A lookup of a bucket in the cache. `collapsed`: it shared the response of a concurrent request for the same bucket. */
export interface CacheEvent {
  readonly type: 'cache'
  readonly outcome: 'hit' | 'miss' | 'collapsed' | 'stale'
}

/** A call to Atlas, retries included. */
interface UpstreamEvent {
  readonly type: 'upstream'
  readonly operationId: OperationId
  /** The status of the response. Absent when the call failed without a usable response. */
  readonly status?: number
  /** Why the call failed: a `code` of the client's errors, `CIRCUIT_OPEN` or `INVALID_UPSTREAM_RESPONSE`. */
  readonly failure?: string
  /** Seconds. */
  readonly duration: number
}

/** A response of Atlas that differs from the schema of its version. The gateway passes it on unchanged. */
interface DriftEvent {
  readonly type: 'drift'
  readonly operationId: OperationId
  /** The resource version of the response. */
  readonly version: string
}

/** A change of the circuit breaker's state. */
export interface CircuitEvent {
  readonly type: 'circuit'
  readonly state: 'closed' | 'open' | 'half-open'
}

/** An event of a gateway that an operator may want to count. */
export type GatewayEvent = CacheEvent | UpstreamEvent | DriftEvent | CircuitEvent

/** Receives the events of a gateway. */
export type GatewayEventListener = (event: GatewayEvent) => void

/** Combines listeners into one. An error of a listener is ignored, because counting must not fail a request. */
export function notifyAll(
  ...listeners: readonly (GatewayEventListener | undefined)[]
): GatewayEventListener {
  return (event) => {
    for (const listener of listeners) {
      try {
        listener?.(event)
      } catch {}
    }
  }
}
