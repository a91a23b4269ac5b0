import { describe, expect, test } from 'vitest'
import { metricsFor } from '../src/entry/metrics.ts'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import { gatewayWorld } from './gateway/gateway-world.ts'
import { metricsPart, requests, scrape, token } from './metrics-world.ts'
import { id, path, world } from './world.ts'

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
