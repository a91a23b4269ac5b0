import type { Metrics } from '../../metrics/metrics.ts'
import { prometheusMetrics } from '../../metrics/prometheus.ts'
import { type EnvVars, readTrimmedVar } from '../settings.ts'

/**
 * The metrics of a server: none without `METRICS_TOKEN`, so that nobody shows them by accident.
 *
 * @throws TypeError when the token is no Bearer token, or short
 */
export function readMetrics(env: EnvVars): Metrics | undefined {
  const token = readTrimmedVar(env, 'METRICS_TOKEN')
  return token === undefined ? undefined : prometheusMetrics({ token })
}
