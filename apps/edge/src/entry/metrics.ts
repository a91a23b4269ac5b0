import type { Metrics } from '../metrics/metrics.ts'
import { prometheusMetrics } from '../metrics/prometheus.ts'

/**
 * The metrics of a server: none without `METRICS_TOKEN`, so that nobody shows them by accident.
 *
 * @throws TypeError when the token is no Bearer token, or short
 */
export function metricsFor(env: Readonly<Record<string, string | undefined>>): Metrics | undefined {
  const { METRICS_TOKEN } = env
  return METRICS_TOKEN ? prometheusMetrics({ token: METRICS_TOKEN }) : undefined
}
