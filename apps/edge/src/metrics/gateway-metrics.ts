import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { CircuitEvent, GatewayEvent } from '../lib/gateway-events.ts'

const states: readonly CircuitEvent['state'][] = ['closed', 'open', 'half-open']

/** Creates the counters of gateway events. Labels never contain an id, so that the number of series stays small. */
export function createGatewayEventCounter(registry: Registry): (event: GatewayEvent) => void {
  const registers = [registry]
  const cacheLookups = new Counter({
    name: 'export_buckets_cache_lookups_total',
    help: 'Lookups of a bucket in the cache, by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const upstreamRequests = new Counter({
    name: 'export_buckets_upstream_requests_total',
    help: 'Calls to Atlas, by operation and the status of the response or the reason of the failure',
    labelNames: ['operation', 'status', 'failure'],
    registers,
  })
  const upstreamDuration = new Histogram({
    name: 'export_buckets_upstream_duration_seconds',
    help: 'Duration of calls to Atlas, retries included',
    labelNames: ['operation'],
    registers,
  })
  const drift = new Counter({
    name: 'export_buckets_drift_total',
    help: 'Responses of Atlas that differ from the schema of their version',
    labelNames: ['operation', 'version'],
    registers,
  })
  const circuit = new Gauge({
    name: 'export_buckets_circuit_state',
    help: 'State of the circuit breaker: 1 for the current state, 0 for the others',
    labelNames: ['state'],
    registers,
  })
  return (event) => {
    switch (event.type) {
      case 'cache':
        return cacheLookups.inc({ outcome: event.outcome })
      case 'upstream': {
        const { operationId: operation, status = '', failure = '', duration } = event
        upstreamRequests.inc({ operation, status: String(status), failure })
        return upstreamDuration.observe({ operation }, duration)
      }
      case 'drift':
        return drift.inc({ operation: event.operationId, version: event.version })
      case 'circuit':
        for (const state of states) circuit.set({ state }, Number(state === event.state))
    }
  }
}
