import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { CircuitObservation, Observation } from '../observation.ts'

const states: readonly CircuitObservation['state'][] = ['closed', 'open', 'half-open']

/** Counts what a gateway does. No label holds an id: operations, versions, statuses and codes are few. */
export function gatewayMetrics(registry: Registry): (observation: Observation) => void {
  const registers = [registry]
  const cacheAnswers = new Counter({
    name: 'export_buckets_cache_answers_total',
    help: 'Single buckets asked for, by how the cache answered',
    labelNames: ['outcome'],
    registers,
  })
  const upstreamAnswers = new Counter({
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
  return (observation) => {
    switch (observation.of) {
      case 'cache':
        return cacheAnswers.inc({ outcome: observation.outcome })
      case 'upstream': {
        const { operationId: operation, status = '', failure = '', duration } = observation
        upstreamAnswers.inc({ operation, status: String(status), failure })
        return upstreamDuration.observe({ operation }, duration)
      }
      case 'drift':
        return drift.inc({ operation: observation.operationId, version: observation.version })
      case 'circuit':
        for (const state of states) circuit.set({ state }, Number(state === observation.state))
    }
  }
}
