import { describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { createTestApp, id, path, seedStore, type TestApp } from './create-test-app.ts'
import { createGatewayTestApps } from './gateway/create-gateway-test-apps.ts'

/** A store of which every method fails while `away` says why. */
async function failing() {
  const fault: { away?: Error } = {}
  const filled = await seedStore(memoryStore())
  const store = new Proxy(filled, {
    get: (target, name: keyof Store) =>
      fault.away === undefined ? target[name] : () => Promise.reject(fault.away),
  })
  return { store, fault, w: await createTestApp({ store }) }
}

const body = async (testApp: TestApp, target: string) => (await testApp.request(target)).text()

describe('/healthz', () => {
  test('is 200 while the process answers, whatever the store does', async () => {
    const { w: testApp, fault } = await failing()
    fault.away = new StoreUnavailableError('away')
    const response = await testApp.request('/healthz')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.text()).toBe('{"status":"ok"}')
  })
})

describe('/readyz', () => {
  test('is 200 while the store answers', async () => {
    const response = await (await createTestApp()).request('/readyz')
    expect(response.status).toBe(200)
    expect(response.headers.has('Retry-After')).toBe(false)
    expect(await response.text()).toBe('{"status":"ok"}')
  })

  test.each([new StoreUnavailableError('secret host'), new Error('no such table: secret')])(
    'is 503 with Retry-After while it does not, and says nothing of why: %s',
    async (error) => {
      const { w: testApp, fault } = await failing()
      fault.away = error
      const response = await testApp.request('/readyz')
      expect(response.status).toBe(503)
      expect(response.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/)
      expect(await response.text()).toBe('{"status":"unavailable"}')
      delete fault.away
      expect((await testApp.request('/readyz')).status).toBe(200)
    },
  )

  test('of a gateway tells the circuit before Atlas, and stays 200 while that is open', async () => {
    const circuit = {
      errorThreshold: 0.1,
      windowSeconds: 60,
      minimumRate: 0.01,
      resetTimeout: 3_600,
    }
    const apps = await createGatewayTestApps({ circuit, maxAge: 0, staleIfError: 0 })
    expect(await body(apps.gateway, '/readyz')).toBe('{"status":"ok","upstream":"closed"}')
    apps.intercept(async () => new Response('', { status: 503 }))
    for (let i = 0; i < 20; i++) await apps.gateway.get(path(id('a')))
    const response = await apps.gateway.request('/readyz')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('{"status":"ok","upstream":"open"}')
    expect(await body(apps.gateway, '/healthz')).toBe('{"status":"ok"}')
  })
})

describe.each(['/healthz', '/readyz'])('%s', (target) => {
  test('answers HEAD without a body', async () => {
    const response = await (await createTestApp()).request(target, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  test('allows no other method', async () => {
    const testApp = await createTestApp()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await testApp.request(target, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    }
    expect((await testApp.request(target, { method: 'OPTIONS' })).status).toBe(204)
  })

  test('takes nothing from a rate limit, and looks at no credentials', async () => {
    const testApp = await createTestApp({ rateLimit: { capacity: 1, refill: 1, seconds: 60 } })
    for (let i = 0; i < 5; i++) {
      const response = await testApp.request(target, {
        headers: { Authorization: 'Bearer nonsense' },
      })
      expect(response.status).toBe(200)
      expect(response.headers.has('RateLimit-Limit')).toBe(false)
    }
    expect((await testApp.get(path(id('a')))).headers.get('RateLimit-Remaining')).toBe('0')
  })
})

describe('the log', () => {
  test('is silent about probes that say what they said before', async () => {
    const testApp = await createTestApp()
    for (let i = 0; i < 3; i++) {
      await testApp.request('/healthz')
      await testApp.request('/readyz')
    }
    expect(testApp.log).toEqual([])
  })

  test('says once that the store has gone and why, and once that it is back', async () => {
    const { w: testApp, fault } = await failing()
    fault.away = new StoreUnavailableError('the disk is full')
    for (let i = 0; i < 3; i++) await testApp.request('/readyz')
    delete fault.away
    for (let i = 0; i < 3; i++) await testApp.request('/readyz')
    expect(testApp.log).toMatchObject([
      {
        level: 'error',
        path: '/readyz',
        status: 503,
        failure: expect.stringContaining('the disk is full'),
      },
      { level: 'info', path: '/readyz', status: 200 },
    ])
  })

  test('says of a probe with another method what it says of any request', async () => {
    const testApp = await createTestApp()
    await testApp.request('/healthz', { method: 'POST' })
    expect(testApp.log).toMatchObject([{ path: '/healthz', status: 405 }])
  })
})
