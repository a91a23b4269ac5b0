import { describe, expect, test } from 'vitest'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import { readMetrics } from '../src/runtimes/server/settings.ts'
import { createTestApp, id, path } from './create-test-app.ts'
import { createGatewayTestApps } from './gateway/create-gateway-test-apps.ts'
import { createTestMetrics, readRequestCounters, scrape, token } from './scrape-metrics.ts'

describe('/metrics', () => {
  test('without metrics, /metrics gets 404', async () => {
    expect((await scrape(await createTestApp())).status).toBe(404)
  })

  test('the response has the text format of Prometheus, and is neither cached nor logged', async () => {
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
  ])('the headers %j get %i without metrics', async (headers, status) => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    const response = await scrape(testApp, headers)
    expect(response.status).toBe(status)
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer /)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await response.text()).not.toContain('http_requests_total')
    expect(testApp.log).toMatchObject([{ path: '/metrics', status }])
  })

  test('credentials of the API give no access', async () => {
    const testApp = await createTestApp({ metrics: createTestMetrics() })
    expect((await scrape(testApp, await testApp.bearer('owner'))).status).toBe(401)
  })

  test.each(['', 'short', 'has spaces in it, and commas', `${'x'.repeat(20)}\n`])(
    'the invalid token %j is rejected',
    (badToken) => {
      expect(() => prometheusMetrics({ token: badToken })).toThrow(
        'metrics token (METRICS_TOKEN): expected 16 or more',
      )
    },
  )

  test('metrics of the process are included unless processMetrics is false', async () => {
    const testApp = await createTestApp({ metrics: prometheusMetrics({ token }) })
    const text = await (await scrape(testApp)).text()
    expect(text).toContain('process_resident_memory_bytes')
    expect(
      await (await scrape(await createTestApp({ metrics: createTestMetrics() }))).text(),
    ).not.toContain('process_')
  })

  test('two apps in one process have separate counters', async () => {
    const [firstApp, secondApp] = [
      await createTestApp({ metrics: createTestMetrics() }),
      await createTestApp({ metrics: createTestMetrics() }),
    ]
    await firstApp.request('/nowhere')
    expect(await readRequestCounters(firstApp)).toHaveLength(1)
    expect(await readRequestCounters(secondApp)).toEqual([])
  })

  test('metrics that throw do not affect the response', async () => {
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

describe('the variable METRICS_TOKEN', () => {
  test.each([{}, { METRICS_TOKEN: '' }])('with the variables %j there are no metrics', (env) => {
    expect(readMetrics(env)).toBeUndefined()
  })

  test('a valid token enables metrics, and an invalid one stops the start', async () => {
    const metrics = readMetrics({ METRICS_TOKEN: token })
    if (metrics === undefined) throw new Error('no metrics')
    expect((await scrape(await createTestApp({ metrics }))).status).toBe(200)
    expect(() => readMetrics({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN')
  })
})
