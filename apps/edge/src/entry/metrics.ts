import type { Metrics } from '../metrics/metrics.ts'
import { prometheusMetrics } from '../metrics/prometheus.ts'
import { trimmedText, type Variables } from '../settings.ts'

/**
 * The metrics of a server: none without `METRICS_TOKEN`, so that nobody shows them by accident.
 *
 * @throws TypeError when the token is no Bearer token, or short
 */
export function metricsFor(env: Variables): Metrics | undefined {
  const token = trimmedText(env, 'METRICS_TOKEN')
  return token === undefined ? undefined : prometheusMetrics({ token })
}
