import type { OperationId } from '@export-buckets/core'

/** A cached bucket was asked for. `collapsed`: the answer of somebody else's question at the same time served. */
export interface CacheEvent {
  readonly type: 'cache'
  readonly outcome: 'hit' | 'miss' | 'collapsed' | 'stale'
}

/** Atlas was asked, repeats included. */
interface UpstreamEvent {
  readonly type: 'upstream'
  readonly operationId: OperationId
  /** The status of the answer; absent where there was none that can be used. */
  readonly status?: number
  /** Why there was none: a `code` of the client's errors, `CIRCUIT_OPEN` or `UNUSABLE_ANSWER`. */
  readonly failure?: string
  /** Seconds. */
  readonly duration: number
}

/** Atlas answered with another shape than the pinned one; it was passed on unchanged. */
interface DriftEvent {
  readonly type: 'drift'
  readonly operationId: OperationId
  /** The resource version that answered. */
  readonly version: string
}

/** The circuit breaker before Atlas changed its state. */
export interface CircuitEvent {
  readonly type: 'circuit'
  readonly state: 'closed' | 'open' | 'half-open'
}

/** Something that a gateway does and an operator may want to count. */
export type GatewayEvent = CacheEvent | UpstreamEvent | DriftEvent | CircuitEvent
