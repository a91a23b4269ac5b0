import type { Metrics } from '../src/metrics/metrics.ts'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import type { World } from './world.ts'

/** Who may see the metrics of `metricsPart`. */
export const token = 'scrape-token.of~a/test+0123456789=='

/** Counts of an app alone, without its process. */
export const metricsPart = (): Metrics => prometheusMetrics({ token, processMetrics: false })

/** Asks for the metrics. */
export const scrape = (
  w: World,
  headers: Record<string, string> = { Authorization: `Bearer ${token}` },
): Promise<Response> => w.request('/metrics', { headers })

/** The lines that are no comment, without the buckets of histograms. */
export async function counted(w: World): Promise<string[]> {
  const text = await (await scrape(w)).text()
  return text.split('\n').filter((line) => line && !/^#|_bucket\{|_sum\{/.test(line))
}

/** The counts of requests. */
export const requests = async (w: World): Promise<string[]> =>
  (await counted(w)).filter((line) => line.startsWith('http_requests_total'))
