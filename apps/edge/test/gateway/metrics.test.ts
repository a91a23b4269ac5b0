import { describe, expect, test } from 'vitest'
import { id, path, type TestApp } from '../create-test-app.ts'
import { createTestMetrics, readCounters } from '../scrape-metrics.ts'
import { createGatewayTestApps, rewriteBody } from './create-gateway-test-apps.ts'

describe('the metrics of a gateway', () => {
  const countedUpstreamCalls = async (testApp: TestApp) =>
    (await readCounters(testApp)).filter((line) => line.startsWith('export_buckets_'))
  const operation = 'operation="getGroupBackupExportBucket"'

  test('cache outcomes and calls to Atlas are counted', async () => {
    const apps = await createGatewayTestApps({}, { metrics: createTestMetrics() })
    await apps.gateway.get(path(id('a')))
    await apps.gateway.get(path(id('a')))
    await apps.gateway.get(path(id('9')))
    apps.intercept(() => Promise.reject(new TypeError('fetch failed')))
    await apps.gateway.get(path(id('b')))
    expect(await countedUpstreamCalls(apps.gateway)).toEqual([
      'export_buckets_cache_lookups_total{outcome="miss"} 1',
      'export_buckets_cache_lookups_total{outcome="hit"} 1',
      `export_buckets_upstream_requests_total{${operation},status="200",failure=""} 1`,
      `export_buckets_upstream_requests_total{${operation},status="404",failure=""} 1`,
      `export_buckets_upstream_requests_total{${operation},status="",failure="NETWORK_ERROR"} 1`,
      `export_buckets_upstream_duration_seconds_count{${operation}} 3`,
      'export_buckets_circuit_state{state="closed"} 1',
      'export_buckets_circuit_state{state="open"} 0',
      'export_buckets_circuit_state{state="half-open"} 0',
    ])
  })

  test('drift is counted by operation and version, and onGatewayEvent receives it, too', async () => {
    const apps = await createGatewayTestApps({}, { metrics: createTestMetrics() })
    apps.intercept(rewriteBody((body) => ({ ...body, surprise: 'not pinned' })))
    await apps.gateway.get(path(id('a')))
    expect(await countedUpstreamCalls(apps.gateway)).toContain(
      `export_buckets_drift_total{${operation},version="2024-05-30"} 1`,
    )
    expect(apps.events.map(({ type }) => type)).toEqual(['upstream', 'drift', 'cache'])
  })

  test('an upstream event has its duration in seconds', async () => {
    const apps = await createGatewayTestApps()
    const start = performance.now()
    await apps.gateway.get(path(id('a')))
    const seconds = (performance.now() - start) / 1000
    const [upstreamEvent] = apps.events.filter(({ type }) => type === 'upstream')
    expect(upstreamEvent).toMatchObject({ duration: expect.any(Number) })
    expect(upstreamEvent?.type === 'upstream' && upstreamEvent.duration <= seconds).toBe(true)
  })

  test('the state of the circuit is a metric', async () => {
    const circuit = {
      errorThreshold: 0.1,
      windowSeconds: 60,
      minimumRate: 0.01,
      resetTimeout: 3_600,
    }
    const apps = await createGatewayTestApps({ circuit }, { metrics: createTestMetrics() })
    apps.intercept(async () => new Response('', { status: 503 }))
    for (let i = 0; i < 20; i++) await apps.gateway.get(path(id('a')))
    const lines = await countedUpstreamCalls(apps.gateway)
    expect(lines).toContain('export_buckets_circuit_state{state="open"} 1')
    expect(lines).toContain('export_buckets_circuit_state{state="closed"} 0')
    expect(lines.join('\n')).toContain('failure="CIRCUIT_OPEN"')
  })
})
