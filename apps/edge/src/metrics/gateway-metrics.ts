import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { CircuitObservation, Observation } from '../observation.ts'

const states: readonly CircuitObservation['state'][] = ['closed', 'open', 'half-open']

/** Seconds; the longest wait for Atlas is some tens of them. */
const buckets = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/**
 * Registers what a gateway does; answers what counts it. No label holds an id: each has as many values as there are
 * operations, statuses, failures or versions.
 */
export function gatewayMetrics(registry: Registry): (observation: Observation) => void {
  const registers = [registry]
  const cache = new Counter({
    name: 'export_buckets_cache_requests_total',
    help: 'Cached buckets asked for, by what came of it',
    labelNames: ['outcome'],
    registers,
  })
  const upstream = new Histogram({
    name: 'export_buckets_upstream_duration_seconds',
    help: 'Questions to Atlas, repeats included, by the status of the answer or why there was none',
    labelNames: ['operation', 'status', 'failure'],
    buckets,
    registers,
  })
  const drift = new Counter({
    name: 'export_buckets_drift_total',
    help: 'Answers of Atlas in another shape than the pinned one',
    labelNames: ['operation', 'version'],
    registers,
  })
  const circuit = new Gauge({
    name: 'export_buckets_circuit_state',
    help: '1 for the state that the circuit breaker before Atlas changed to last',
    labelNames: ['state'],
    registers,
  })
  return (observation) => {
    switch (observation.of) {
      case 'cache':
        return cache.inc({ outcome: observation.outcome })
      case 'upstream': {
        const { operationId: operation, status = '', failure = '', duration } = observation
        return upstream.observe({ operation, status, failure }, duration)
      }
      case 'drift':
        return drift.inc({ operation: observation.operationId, version: observation.version })
      case 'circuit':
        for (const state of states) circuit.set({ state }, Number(state === observation.state))
    }
  }
}
