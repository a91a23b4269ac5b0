import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { revokePath, tokenPath } from '@export-buckets/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import type { Observation } from '../src/observation.ts'
import { type Server, startServer } from './server.ts'
import {
  accept,
  basic,
  buckets,
  clientSecret,
  groupId,
  origin,
  path,
  privateKey,
  type World,
  world,
} from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const token = 'a-token-that-scrapes'
const authorized = { headers: { Authorization: `Bearer ${token}` } }
const route = '/api/atlas/v2/groups/:groupId/backup/exportBuckets/:exportBucketId'

const make = () => prometheusMetrics({ token, process: false })

async function scrape(w: World): Promise<string> {
  const answer = await w.request('/metrics', authorized)
  expect(answer.status).toBe(200)
  return answer.text()
}

/** The lines of one metric. */
const lines = (text: string, name: string) =>
  text.split('\n').filter((line) => line.startsWith(`${name}{`))

describe('GET /metrics', () => {
  test('is not there unless it is asked for', async () => {
    const answer = await (await world()).request('/metrics', authorized)
    expect(answer.status).toBe(404)
  })

  test.each([
    undefined,
    'Bearer',
    'Bearer another-token-altogether',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
    token,
  ])('%s: 401', async (authorization) => {
    const w = await world({ metrics: make() })
    const headers = { ...(authorization && { Authorization: authorization }) }
    const answer = await w.request('/metrics', { headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(await answer.text()).not.toContain('http_requests_total')
  })

  test('is not opened by the credentials of a caller', async () => {
    const w = await world({ metrics: make() })
    expect((await w.get('/metrics', {}, 'owner')).status).toBe(401)
    const answer = await w.request('/metrics', { headers: basic('owner', clientSecret) })
    expect(answer.status).toBe(401)
  })

  test('answers the text format of Prometheus to who has the token, and HEAD', async () => {
    const w = await world({ metrics: make() })
    const answer = await w.request('/metrics', authorized)
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const head = await w.request('/metrics', { method: 'HEAD', ...authorized })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await w.request('/metrics', { method: 'POST', ...authorized })).status).toBe(405)
  })

  test('a scrape is not logged, a refused one is, without the token', async () => {
    const w = await world({ metrics: make() })
    await scrape(w)
    expect(w.log).toEqual([])
    await w.request('/metrics', { headers: { Authorization: `Bearer ${token}x` } })
    expect(w.log).toMatchObject([{ path: '/metrics', status: 401 }])
    expect(JSON.stringify(w.log)).not.toContain(token)
  })

  test('a token that can be guessed is refused', () => {
    for (const weak of ['', 'fifteen letters']) {
      expect(() => prometheusMetrics({ token: weak })).toThrow(
        'metrics token: expected at least 16 characters',
      )
    }
  })
})

describe('requests', () => {
  test('are counted and timed by method, pattern of the path and status', async () => {
    const w = await world({ metrics: make() })
    for (const { _id } of buckets) await w.get(path(_id))
    await w.get(path('nope'))
    await w.request(target)
    const text = await scrape(w)
    const labels = (status: number, ok: boolean) =>
      `{method="GET",route="${route}",status="${status}",ok="${ok}"}`
    expect(lines(text, 'http_requests_total')).toEqual(
      expect.arrayContaining([
        `http_requests_total${labels(200, true)} 3`,
        `http_requests_total${labels(404, false)} 1`,
        `http_requests_total${labels(401, false)} 1`,
        `http_requests_total{method="POST",route="${tokenPath}",status="200",ok="true"} 1`,
      ]),
    )
    expect(lines(text, 'http_request_duration_seconds_count')).toContain(
      `http_request_duration_seconds_count${labels(200, true)} 3`,
    )
  })

  test('of every kind name no id, caller, secret or path', async () => {
    const w = await world({ metrics: make(), rateLimit: { requests: 30, seconds: 60 } })
    const bearer = await w.newToken('reader')
    await w.get(target)
    await w.get(path(aws._id, 'f'.repeat(24)))
    await w.get(`${target}?pretty=true`, accept(), 'owner')
    await w.get(target, { Accept: 'application/json' })
    await w.digestFetch()(`${origin}${target}`, { headers: accept() })
    await w.request(target, { method: 'PUT' })
    await w.request(target, { method: 'OPTIONS' })
    await w.request(revokePath, { method: 'POST', headers: basic('reader', clientSecret) })
    await w.request(`/${aws._id}/${clientSecret}`)
    await w.request('/%00"}\n')
    for (let i = 0; i < 40; i++) await w.get(target)
    const text = await scrape(w)
    const secrets = [aws._id, groupId, 'f'.repeat(24), 'reader', 'owner', clientSecret, privateKey]
    for (const each of [...secrets, bearer, token, 'pretty']) expect(text).not.toContain(each)
  })

  test('without end make no more series than there are routes, methods and statuses', async () => {
    const w = await world({ metrics: make() })
    await w.request('/first')
    const before = lines(await scrape(w), 'http_requests_total').length
    for (let i = 0; i < 100; i++) {
      await w.request(`/unknown/${i}`)
      await w.request(target, { method: `M${i}` })
      await w.request(path(`${i}`))
    }
    const after = lines(await scrape(w), 'http_requests_total')
    expect(after.length - before).toBeLessThanOrEqual(4)
    expect(after.join('\n')).toContain(
      `{method="other",route="${route}",status="405",ok="false"} 100`,
    )
  })

  test('that fail unforeseen are counted as 500, and answered', async () => {
    const w = await world({ metrics: make() })
    const store = { ...w.store, exportBucket: () => Promise.reject(new Error('torn')) }
    const broken = await world({ metrics: make(), store })
    expect((await broken.get(target)).status).toBe(500)
    expect(await scrape(broken)).toContain('status="500",ok="false"} 1')
  })
})

describe('what a gateway does', () => {
  async function observed(...observations: Observation[]) {
    const metrics = make()
    const w = await world({ metrics })
    for (const observation of observations) metrics.observe(observation)
    return scrape(w)
  }
  const operationId = 'getGroupBackupExportBucket'

  test('cached buckets, by outcome', async () => {
    const outcomes = ['hit', 'hit', 'miss', 'collapsed', 'stale'] as const
    const text = await observed(...outcomes.map((outcome) => ({ of: 'cache' as const, outcome })))
    expect(lines(text, 'export_buckets_cache_requests_total')).toEqual([
      'export_buckets_cache_requests_total{outcome="hit"} 2',
      'export_buckets_cache_requests_total{outcome="miss"} 1',
      'export_buckets_cache_requests_total{outcome="collapsed"} 1',
      'export_buckets_cache_requests_total{outcome="stale"} 1',
    ])
  })

  test('questions to Atlas, by operation and status or failure, with their time in seconds', async () => {
    const of = 'upstream'
    const text = await observed(
      { of, operationId, status: 200, duration: 0.2 },
      { of, operationId, status: 200, duration: 0.3 },
      { of, operationId, failure: 'TIMEOUT', duration: 10 },
    )
    const name = 'export_buckets_upstream_duration_seconds'
    const ok = `operation="${operationId}",status="200",failure=""`
    expect(text).toContain(`${name}_count{${ok}} 2`)
    expect(text).toContain(`${name}_sum{${ok}} 0.5`)
    expect(text).toContain(`${name}_bucket{le="0.25",${ok}} 1`)
    expect(text).toContain(`_count{operation="${operationId}",status="",failure="TIMEOUT"} 1`)
  })

  test('drift, by operation and version', async () => {
    const text = await observed({ of: 'drift', operationId, version: '2024-05-30' })
    expect(text).toContain(
      `export_buckets_drift_total{operation="${operationId}",version="2024-05-30"} 1`,
    )
  })

  test('the circuit is in one state at a time', async () => {
    const text = await observed(
      { of: 'circuit', state: 'open' },
      { of: 'circuit', state: 'half-open' },
    )
    expect(lines(text, 'export_buckets_circuit_state')).toEqual([
      'export_buckets_circuit_state{state="closed"} 0',
      'export_buckets_circuit_state{state="open"} 0',
      'export_buckets_circuit_state{state="half-open"} 1',
    ])
    expect(lines(await observed(), 'export_buckets_circuit_state')).toEqual([])
  })
})

test('two apps of a process count each for itself; the process is measured too', async () => {
  const [first, second] = [prometheusMetrics({ token }), prometheusMetrics({ token })]
  const [one, two] = [await world({ metrics: first }), await world({ metrics: second })]
  await one.request(target)
  expect(await scrape(one)).toContain(`route="${route}",status="401"`)
  expect(await scrape(two)).not.toContain(route)
  expect(await scrape(one)).toMatch(/^process_cpu_seconds_total \d/m)
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

describe('the server', () => {
  async function started(env: Record<string, string>): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-metrics-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const server = await startServer(folder, { PORT: '0', ...env })
    onTestFinished(() => void server.process.kill('SIGKILL'))
    return server
  }

  test('shows them to who has METRICS_TOKEN', async () => {
    const { url } = await started({ METRICS_TOKEN: token })
    await fetch(`${url}${target}`)
    expect((await fetch(`${url}/metrics`)).status).toBe(401)
    const text = await (await fetch(`${url}/metrics`, authorized)).text()
    expect(text).toContain(`{method="GET",route="${route}",status="401",ok="false"} 1`)
  })

  test('has none where that is not set', async () => {
    const { url } = await started({ METRICS_TOKEN: '' })
    expect((await fetch(`${url}/metrics`, authorized)).status).toBe(404)
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ok' })
  })

  test('does not start with one that can be guessed, and does not repeat it', async () => {
    const message = await started({ METRICS_TOKEN: 'hush-hush' }).catch(String)
    expect(message).toContain('METRICS_TOKEN: expected at least 16 characters')
    expect(message).not.toContain('hush')
  })
})
