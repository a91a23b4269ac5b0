import { describe, expect, test } from 'vitest'
import { counted, metricsPart } from '../metrics-world.ts'
import { id, path, type World } from '../world.ts'
import { changed, gatewayWorld } from './gateway-world.ts'

describe('a gateway', () => {
  const observed = async (w: World) =>
    (await counted(w)).filter((line) => line.startsWith('export_buckets_'))
  const operation = 'operation="getGroupBackupExportBucket"'

  test('counts the answers of its cache and of Atlas', async () => {
    const g = await gatewayWorld({}, { metrics: metricsPart() })
    await g.gateway.get(path(id('a')))
    await g.gateway.get(path(id('a')))
    await g.gateway.get(path(id('9')))
    g.between(() => Promise.reject(new TypeError('fetch failed')))
    await g.gateway.get(path(id('b')))
    expect(await observed(g.gateway)).toEqual([
      'export_buckets_cache_answers_total{outcome="miss"} 1',
      'export_buckets_cache_answers_total{outcome="hit"} 1',
      `export_buckets_upstream_answers_total{${operation},status="200",failure=""} 1`,
      `export_buckets_upstream_answers_total{${operation},status="404",failure=""} 1`,
      `export_buckets_upstream_answers_total{${operation},status="",failure="NETWORK_ERROR"} 1`,
      `export_buckets_upstream_duration_seconds_count{${operation}} 3`,
      'export_buckets_circuit_state{state="closed"} 1',
      'export_buckets_circuit_state{state="open"} 0',
      'export_buckets_circuit_state{state="half-open"} 0',
    ])
  })

  test('counts drift by operation and version, and tells its own observer too', async () => {
    const g = await gatewayWorld({}, { metrics: metricsPart() })
    g.between(changed((body) => ({ ...body, surprise: 'not pinned' })))
    await g.gateway.get(path(id('a')))
    expect(await observed(g.gateway)).toContain(
      `export_buckets_drift_total{${operation},version="2024-05-30"} 1`,
    )
    expect(g.observed.map(({ of }) => of)).toEqual(['upstream', 'drift', 'cache'])
  })

  test('tells how many seconds Atlas took', async () => {
    const g = await gatewayWorld()
    const start = performance.now()
    await g.gateway.get(path(id('a')))
    const took = (performance.now() - start) / 1000
    const [told] = g.observed.filter(({ of }) => of === 'upstream')
    expect(told).toMatchObject({ duration: expect.any(Number) })
    expect(told?.of === 'upstream' && told.duration <= took).toBe(true)
  })

  test('shows the state of the circuit', async () => {
    const circuit = { threshold: 0.1, duration: 60, minimumRate: 0.01, openFor: 3_600 }
    const g = await gatewayWorld({ circuit }, { metrics: metricsPart() })
    g.between(async () => new Response('', { status: 503 }))
    for (let i = 0; i < 20; i++) await g.gateway.get(path(id('a')))
    const lines = await observed(g.gateway)
    expect(lines).toContain('export_buckets_circuit_state{state="open"} 1')
    expect(lines).toContain('export_buckets_circuit_state{state="closed"} 0')
    expect(lines.join('\n')).toContain('failure="CIRCUIT_OPEN"')
  })
})
