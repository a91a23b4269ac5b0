import { prometheusMetrics, shortestToken } from '../metrics/prometheus.ts'

/**
 * Metrics at `/metrics`, for who sends `METRICS_TOKEN`; none where that is not set.
 *
 * @throws RangeError when it is too short; it never says what it got
 */
export function servedMetrics(
  env: Readonly<Record<string, string | undefined>>,
): ReturnType<typeof prometheusMetrics> | undefined {
  const token = env['METRICS_TOKEN']
  if (!token) return undefined
  if (token.length >= shortestToken) return prometheusMetrics({ token })
  throw new RangeError(
    `METRICS_TOKEN: expected at least ${shortestToken} characters, as \`openssl rand -hex 32\` gives`,
  )
}
