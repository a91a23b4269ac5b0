import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { CircuitEvent, GatewayEvent } from '../gateway/events.ts'

const states: readonly CircuitEvent['state'][] = ['closed', 'open', 'half-open']

/** Counts what a gateway does. No label holds an id: operations, versions, statuses and codes are few. */
export function createGatewayEventCounter(registry: Registry): (event: GatewayEvent) => void {
  const registers = [registry]
  const cacheResponses = new Counter({
    name: 'export_buckets_cache_answers_total',
    help: 'Single buckets asked for, by how the cache answered',
    labelNames: ['outcome'],
    registers,
  })
  const upstreamResponses = new Counter({
    name: 'export_buckets_upstream_answers_total',
    help: 'Calls to Atlas, by operation and the status of the answer, or by why there was none',
    labelNames: ['operation', 'status', 'failure'],
    registers,
  })
  const upstreamDuration = new Histogram({
    name: 'export_buckets_upstream_duration_seconds',
    help: 'Duration of calls to Atlas, repeats included',
    labelNames: ['operation'],
    registers,
  })
  const drift = new Counter({
    name: 'export_buckets_drift_total',
    help: 'Answers of Atlas with another shape than the pinned one',
    labelNames: ['operation', 'version'],
    registers,
  })
  const circuit = new Gauge({
    name: 'export_buckets_circuit_state',
    help: 'The circuit before Atlas: 1 for the state that it is in',
    labelNames: ['state'],
    registers,
  })
  return (event) => {
    switch (event.type) {
      case 'cache':
        return cacheResponses.inc({ outcome: event.outcome })
      case 'upstream': {
        const { operationId: operation, status = '', failure = '', duration } = event
        upstreamResponses.inc({ operation, status: String(status), failure })
        return upstreamDuration.observe({ operation }, duration)
      }
      case 'drift':
        return drift.inc({ operation: event.operationId, version: event.version })
      case 'circuit':
        for (const state of states) circuit.set({ state }, Number(state === event.state))
    }
  }
}
