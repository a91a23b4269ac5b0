import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { metricsFor } from '../src/entry/metrics.ts'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import { changed, gatewayWorld } from './gateway/gateway-world.ts'
import {
  accept,
  basic,
  clientSecret,
  groupId,
  id,
  origin,
  path,
  type World,
  world,
} from './world.ts'

const token = 'scrape-token.of~a/test+0123456789=='
const metricsPart = () => prometheusMetrics({ token, processMetrics: false })

const scrape = (w: World, headers: Record<string, string> = { Authorization: `Bearer ${token}` }) =>
  w.request('/metrics', { headers })

/** The lines that are no comment, without the buckets of histograms. */
async function counted(w: World): Promise<string[]> {
  const text = await (await scrape(w)).text()
  return text.split('\n').filter((line) => line && !/^#|_bucket\{|_sum\{/.test(line))
}

const requests = async (w: World) =>
  (await counted(w)).filter((line) => line.startsWith('http_requests_total'))

const route = '/api/atlas/v2/groups/:groupId/backup/exportBuckets/:exportBucketId'

describe('requests', () => {
  test('are counted and timed by method, pattern of the path and status', async () => {
    const w = await world({ metrics: metricsPart() })
    const headers = { ...(await w.bearer()), ...accept() }
    await w.request(path(id('a')), { headers })
    await w.request(path(id('b')), { headers })
    await w.request(path(id('a')), { headers, method: 'HEAD' })
    await w.request(path(id('9')), { headers })
    await w.request(path(id('a')))
    await w.request(path(id('a')), { method: 'PUT' })
    expect(await requests(w)).toEqual([
      `http_requests_total{method="POST",route="${tokenPath}",status="200",ok="true"} 1`,
      `http_requests_total{method="GET",route="${route}",status="200",ok="true"} 2`,
      `http_requests_total{method="HEAD",route="${route}",status="200",ok="true"} 1`,
      `http_requests_total{method="GET",route="${route}",status="404",ok="false"} 1`,
      `http_requests_total{method="GET",route="${route}",status="401",ok="false"} 1`,
      `http_requests_total{method="PUT",route="${route}",status="405",ok="false"} 1`,
    ])
    const durations = (await counted(w)).filter((line) => line.startsWith('http_request_duration'))
    expect(durations).toContain(
      `http_request_duration_seconds_count{method="GET",route="${route}",status="200",ok="true"} 2`,
    )
  })

  test('that somebody makes up share one count, so that nobody can fill the memory', async () => {
    const w = await world({ metrics: metricsPart() })
    for (const [target, method] of [
      ['/a', 'GET'],
      ['/b?c', 'GET'],
      ['/c', 'MADE-UP'],
      ['/d', 'UP-MADE'],
    ] as const) {
      await w.request(target, { method })
    }
    expect(await requests(w)).toEqual([
      'http_requests_total{method="GET",route="/*",status="404",ok="false"} 2',
      'http_requests_total{method="other",route="/*",status="404",ok="false"} 2',
    ])
  })

  test('leave no id, caller, secret or token in any label', async () => {
    const w = await world({ metrics: metricsPart() })
    const bearer = await w.newToken('reader')
    await w.request(`${path(id('a'))}?access_token=${bearer}`, {
      headers: { ...accept(), Authorization: `Bearer ${bearer}` },
    })
    await w.digestFetch('owner')(`${origin}${path(id('b'))}`, { headers: accept() })
    await w.request(tokenPath, { method: 'POST', headers: basic('owner', 'wrong') })
    await w.request(`/${bearer}`)
    const text = await (await scrape(w)).text()
    expect(text).toContain('http_requests_total')
    for (const each of [
      groupId,
      id('a'),
      id('b'),
      'reader',
      'owner',
      bearer,
      clientSecret,
      token,
    ]) {
      expect(text).not.toContain(each)
    }
  })
})

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

  test('shows the state of the circuit', async () => {
    const circuit = { threshold: 0.1, duration: 1, minimumRate: 1, openFor: 60 }
    const g = await gatewayWorld({ circuit }, { metrics: metricsPart() })
    g.between(async () => new Response('', { status: 503 }))
    for (let i = 0; i < 20; i++) await g.gateway.get(path(id('a')))
    const lines = await observed(g.gateway)
    expect(lines).toContain('export_buckets_circuit_state{state="open"} 1')
    expect(lines).toContain('export_buckets_circuit_state{state="closed"} 0')
    expect(lines.join('\n')).toContain('failure="CIRCUIT_OPEN"')
  })
})

describe('/metrics', () => {
  test('is not there unless it is asked for', async () => {
    expect((await scrape(await world())).status).toBe(404)
  })

  test('speaks the text format of Prometheus, and is neither cached nor logged', async () => {
    const w = await world({ metrics: metricsPart() })
    const answer = await scrape(w)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(w.log).toEqual([])
    expect((await w.request('/metrics', { method: 'POST' })).headers.get('Allow')).toBe(
      'GET, HEAD, OPTIONS',
    )
  })

  test.each([
    [{}, 401],
    [{ Authorization: 'Bearer wrong' }, 401],
    [{ Authorization: `Bearer ${token.slice(0, -1)}` }, 401],
    [{ Authorization: `Basic ${btoa(`x:${token}`)}` }, 400],
    [{ Authorization: 'Bearer' }, 400],
  ])('answers %j with %i and shows nothing', async (headers, status) => {
    const w = await world({ metrics: metricsPart() })
    const answer = await scrape(w, headers)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /)
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await answer.text()).not.toContain('http_requests_total')
    expect(w.log).toMatchObject([{ path: '/metrics', status }])
  })

  test('does not open to credentials of the API', async () => {
    const w = await world({ metrics: metricsPart() })
    expect((await scrape(w, await w.bearer('owner'))).status).toBe(401)
  })

  test.each(['', 'short', 'has spaces in it, and commas', `${'x'.repeat(20)}\n`])(
    'refuses to be made with the token %j',
    (bad) => {
      expect(() => prometheusMetrics({ token: bad })).toThrow(
        'metrics token (METRICS_TOKEN): expected 16 or more',
      )
    },
  )

  test('shows the process as well, unless told not to', async () => {
    const w = await world({ metrics: prometheusMetrics({ token }) })
    const text = await (await scrape(w)).text()
    expect(text).toContain('process_resident_memory_bytes')
    expect(await (await scrape(await world({ metrics: metricsPart() }))).text()).not.toContain(
      'process_',
    )
  })

  test('two apps in one process count for themselves', async () => {
    const [one, other] = [
      await world({ metrics: metricsPart() }),
      await world({ metrics: metricsPart() }),
    ]
    await one.request('/nowhere')
    expect(await requests(one)).toHaveLength(1)
    expect(await requests(other)).toEqual([])
  })

  test('metrics that fail cost no answer', async () => {
    const observe = () => {
      throw new Error('broken')
    }
    const g = await gatewayWorld({}, { metrics: { ...metricsPart(), observe } })
    expect((await g.gateway.get(path(id('a')))).status).toBe(200)
  })
})

test('the documentation names every metric of ours, and no other', async () => {
  const w = await world({ metrics: metricsPart() })
  const text = await (await scrape(w)).text()
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const documented = [...readme.matchAll(/^\| `((?:http|export_buckets)_\w+)`/gm)]
  expect(documented.map(([, name]) => name).toSorted()).toEqual(names.toSorted())
})

describe('a server', () => {
  test.each([{}, { METRICS_TOKEN: '' }])('has no metrics with %j', (env) => {
    expect(metricsFor(env)).toBeUndefined()
  })

  test('has them with METRICS_TOKEN, and refuses to start with one that is none', async () => {
    const metrics = metricsFor({ METRICS_TOKEN: token })
    if (metrics === undefined) throw new Error('no metrics')
    expect((await scrape(await world({ metrics }))).status).toBe(200)
    expect(() => metricsFor({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN')
  })
})

test.each([
  ['bun', []],
  ['deno', ['run', '--allow-all', '--node-modules-dir=manual']],
])('%s counts and measures too', async (runtime, args) => {
  const program = join(import.meta.dirname, '..', 'node_modules', '.bin', runtime)
  const script = fileURLToPath(new URL('./scraped.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(program, [...args, script], { timeout: 30_000 })
  expect(stdout).toContain('{method="GET",route="/healthz",status="200",ok="true"} 1')
  expect(stdout).toMatch(/^process_cpu_seconds_total \d/m)
})
