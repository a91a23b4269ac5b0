import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, basic, clientSecret, createTestApp, groupId, id, path } from './create-test-app.ts'
import { baseUrl } from './mounting.ts'
import {
  createTestMetrics,
  readCounters,
  readRequestCounters,
  scrape,
  token,
} from './scrape-metrics.ts'

const route = '/api/atlas/v2/groups/:groupId/backup/exportBuckets/:exportBucketId'

describe('the metrics of requests', () => {
  test('requests are counted and timed by method, route pattern and status', async () => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    const headers = { ...(await testApp.bearer()), ...accept() }
    await testApp.request(path(id('a')), { headers })
    await testApp.request(path(id('b')), { headers })
    await testApp.request(path(id('a')), { headers, method: 'HEAD' })
    await testApp.request(path(id('9')), { headers })
    await testApp.request(path(id('a')))
    await testApp.request(path(id('a')), { method: 'PUT' })
    expect(await readRequestCounters(testApp)).toEqual([
      `http_requests_total{method="POST",route="${tokenPath}",status="200",ok="true"} 1`,
      `http_requests_total{method="GET",route="${route}",status="200",ok="true"} 2`,
      `http_requests_total{method="HEAD",route="${route}",status="200",ok="true"} 1`,
      `http_requests_total{method="GET",route="${route}",status="404",ok="false"} 1`,
      `http_requests_total{method="GET",route="${route}",status="401",ok="false"} 1`,
      `http_requests_total{method="PUT",route="${route}",status="405",ok="false"} 1`,
    ])
    const durations = (await readCounters(testApp)).filter((line) =>
      line.startsWith('http_request_duration'),
    )
    expect(durations).toContain(
      `http_request_duration_seconds_count{method="GET",route="${route}",status="200",ok="true"} 2`,
    )
  })

  test('unknown paths and methods share one counter, so that callers cannot fill the memory', async () => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    for (const [target, method] of [
      ['/a', 'GET'],
      ['/b?c', 'GET'],
      ['/c', 'MADE-UP'],
      ['/d', 'UP-MADE'],
    ] as const) {
      await testApp.request(target, { method })
    }
    expect(await readRequestCounters(testApp)).toEqual([
      'http_requests_total{method="GET",route="/*",status="404",ok="false"} 2',
      'http_requests_total{method="other",route="/*",status="404",ok="false"} 2',
    ])
  })

  test('labels contain no id, caller, secret or token', async () => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    const bearer = await testApp.issueToken('reader')
    await testApp.request(`${path(id('a'))}?access_token=${bearer}`, {
      headers: { ...accept(), Authorization: `Bearer ${bearer}` },
    })
    await testApp.digestFetch('owner')(`${baseUrl}${path(id('b'))}`, { headers: accept() })
    await testApp.request(tokenPath, { method: 'POST', headers: basic('owner', 'wrong') })
    await testApp.request(`/${bearer}`)
    const text = await (await scrape(testApp)).text()
    expect(text).toContain('http_requests_total')
    for (const leak of [
      groupId,
      id('a'),
      id('b'),
      'reader',
      'owner',
      bearer,
      clientSecret,
      token,
    ]) {
      expect(text).not.toContain(leak)
    }
  })
})

test('the README lists exactly the metrics of the edge', async () => {
  const testApp = await createTestApp({ metrics: createTestMetrics() })
  const text = await (await scrape(testApp)).text()
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const documentedMetrics = [...readme.matchAll(/^\| `((?:http|export_buckets)_\w+)`/gm)]
  expect(documentedMetrics.map(([, name]) => name).toSorted()).toEqual(names.toSorted())
})

test.each([
  ['bun', []],
  ['deno', ['run', '--allow-all', '--node-modules-dir=manual']],
])('metrics work in %s, too', async (runtime, args) => {
  const program = join(import.meta.dirname, '..', 'node_modules', '.bin', runtime)
  const script = fileURLToPath(new URL('./print-metrics.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(program, [...args, script])
  expect(stdout).toContain('{method="GET",route="/healthz",status="200",ok="true"} 1')
  expect(stdout).toMatch(/^process_cpu_seconds_total \d/m)
})
