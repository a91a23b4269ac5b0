import { describe, expect, test } from 'vitest'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import { readMetrics } from '../src/runtimes/server/metrics.ts'
import { createTestApp, id, path } from './create-test-app.ts'
import { createGatewayTestApps } from './gateway/create-gateway-test-apps.ts'
import { createTestMetrics, readRequestCounters, scrape, token } from './scrape-metrics.ts'

describe('/metrics', () => {
  test('is not there unless it is asked for', async () => {
    expect((await scrape(await createTestApp())).status).toBe(404)
  })

  test('speaks the text format of Prometheus, and is neither cached nor logged', async () => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    const response = await scrape(testApp)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(testApp.log).toEqual([])
    expect((await testApp.request('/metrics', { method: 'POST' })).headers.get('Allow')).toBe(
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
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    const response = await scrape(testApp, headers)
    expect(response.status).toBe(status)
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer /)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await response.text()).not.toContain('http_requests_total')
    expect(testApp.log).toMatchObject([{ path: '/metrics', status }])
  })

  test('does not open to credentials of the API', async () => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    expect((await scrape(testApp, await testApp.bearer('owner'))).status).toBe(401)
  })

  test.each(['', 'short', 'has spaces in it, and commas', `${'x'.repeat(20)}\n`])(
    'refuses to be made with the token %j',
    (badToken) => {
      expect(() => prometheusMetrics({ token: badToken })).toThrow(
        'metrics token (METRICS_TOKEN): expected 16 or more',
      )
    },
  )

  test('shows the process as well, unless told not to', async () => {
    const testApp = await createTestApp({ metrics: prometheusMetrics({ token }) })
    const text = await (await scrape(testApp)).text()
    expect(text).toContain('process_resident_memory_bytes')
    expect(
      await (await scrape(await createTestApp({ metrics: createTestMetrics() }))).text(),
    ).not.toContain('process_')
  })

  test('two apps in one process count for themselves', async () => {
    const [firstApp, secondApp] = [
      await createTestApp({ metrics: createTestMetrics() }),
      await createTestApp({ metrics: createTestMetrics() }),
    ]
    await firstApp.request('/nowhere')
    expect(await readRequestCounters(firstApp)).toHaveLength(1)
    expect(await readRequestCounters(secondApp)).toEqual([])
  })

  test('metrics that fail cost no answer', async () => {
    const onGatewayEvent = () => {
      throw new Error('broken')
    }
    const apps = await createGatewayTestApps(
      {},
      { metrics: { ...createTestMetrics(), onGatewayEvent } },
    )
    expect((await apps.gateway.get(path(id('a')))).status).toBe(200)
  })
})

describe('a server', () => {
  test.each([{}, { METRICS_TOKEN: '' }])('has no metrics with %j', (env) => {
    expect(readMetrics(env)).toBeUndefined()
  })

  test('has them with METRICS_TOKEN, and refuses to start with one that is none', async () => {
    const metrics = readMetrics({ METRICS_TOKEN: token })
    if (metrics === undefined) throw new Error('no metrics')
    expect((await scrape(await createTestApp({ metrics }))).status).toBe(200)
    expect(() => readMetrics({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN')
  })
})
