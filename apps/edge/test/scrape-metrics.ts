import type { Metrics } from '../src/metrics/metrics.ts'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import type { TestApp } from './create-test-app.ts'

/** The token for the metrics of {@link createTestMetrics}. */
export const token = 'scrape-token.of~a/test+0123456789=='

/** Returns metrics of an app without those of the process. */
export const createTestMetrics = (): Metrics => prometheusMetrics({ token, processMetrics: false })

/** Requests the metrics. */
export const scrape = (
  testApp: TestApp,
  headers: Record<string, string> = { Authorization: `Bearer ${token}` },
): Promise<Response> => testApp.request('/metrics', { headers })

/** Returns the lines that are not comments, without the buckets of histograms. */
export async function readCounters(testApp: TestApp): Promise<string[]> {
  const text = await (await scrape(testApp)).text()
  return text.split('\n').filter((line) => line && !/^#|_bucket\{|_sum\{/.test(line))
}

/** Returns the counters of requests. */
export const readRequestCounters = async (testApp: TestApp): Promise<string[]> =>
  (await readCounters(testApp)).filter((line) => line.startsWith('http_requests_total'))
