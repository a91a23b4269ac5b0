import { describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { createTestApp, id, path, seedStore, type TestApp } from './create-test-app.ts'
import { createGatewayTestApps } from './gateway/create-gateway-test-apps.ts'

/** Creates a store whose methods all fail with `fault.error` while it is set. */
async function createFailingStore() {
  const fault: { error?: Error } = {}
  const seededStore = await seedStore(memoryStore())
  const store = new Proxy(seededStore, {
    get: (target, name: keyof Store) =>
      fault.error === undefined ? target[name] : () => Promise.reject(fault.error),
  })
  return { store, fault, testApp: await createTestApp({ store }) }
}

const readBody = async (testApp: TestApp, target: string) => (await testApp.request(target)).text()

describe('/healthz', () => {
  test('/healthz returns 200 while the process runs, whatever the state of the store', async () => {
    const { testApp, fault } = await createFailingStore()
    fault.error = new StoreUnavailableError('away')
    const response = await testApp.request('/healthz')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.text()).toBe('{"status":"ok"}')
  })
})

describe('/readyz', () => {
  test('/readyz returns 200 while the store is available', async () => {
    const response = await (await createTestApp()).request('/readyz')
    expect(response.status).toBe(200)
    expect(response.headers.has('Retry-After')).toBe(false)
    expect(await response.text()).toBe('{"status":"ok"}')
  })

  test.each([new StoreUnavailableError('secret host'), new Error('no such table: secret')])(
    '/readyz returns 503 with Retry-After and no reason while the store fails: %s',
    async (error) => {
      const { testApp, fault } = await createFailingStore()
      fault.error = error
      const response = await testApp.request('/readyz')
      expect(response.status).toBe(503)
      expect(response.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/)
      expect(await response.text()).toBe('{"status":"unavailable"}')
      delete fault.error
      expect((await testApp.request('/readyz')).status).toBe(200)
    },
  )

  test('/readyz of a gateway reports the state of the circuit, and returns 200 while it is open', async () => {
    const circuit = {
      errorThreshold: 0.1,
      windowSeconds: 60,
      minimumRate: 0.01,
      resetTimeout: 3_600,
    }
    const apps = await createGatewayTestApps({ circuit, maxAge: 0, staleIfError: 0 })
    expect(await readBody(apps.gateway, '/readyz')).toBe('{"status":"ok","upstream":"closed"}')
    apps.intercept(async () => new Response('', { status: 503 }))
    for (let i = 0; i < 20; i++) await apps.gateway.get(path(id('a')))
    const response = await apps.gateway.request('/readyz')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('{"status":"ok","upstream":"open"}')
    expect(await readBody(apps.gateway, '/healthz')).toBe('{"status":"ok"}')
  })
})

describe.each(['/healthz', '/readyz'])('the probe %s', (target) => {
  test('HEAD returns 200 without a body', async () => {
    const response = await (await createTestApp()).request(target, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  test('other methods get 405', async () => {
    const testApp = await createTestApp()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await testApp.request(target, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    }
    expect((await testApp.request(target, { method: 'OPTIONS' })).status).toBe(204)
  })

  test('a probe counts against no rate limit and ignores credentials', async () => {
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

describe('probes in the log', () => {
  test('probes with an unchanged result are not logged', async () => {
    const testApp = await createTestApp()
    for (let i = 0; i < 3; i++) {
      await testApp.request('/healthz')
      await testApp.request('/readyz')
    }
    expect(testApp.log).toEqual([])
  })

  test('a failure of the store is logged once with its reason, and its recovery is logged once', async () => {
    const { testApp, fault } = await createFailingStore()
    fault.error = new StoreUnavailableError('the disk is full')
    for (let i = 0; i < 3; i++) await testApp.request('/readyz')
    delete fault.error
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

  test('a probe with another method is logged like any request', async () => {
    const testApp = await createTestApp()
    await testApp.request('/healthz', { method: 'POST' })
    expect(testApp.log).toMatchObject([{ path: '/healthz', status: 405 }])
  })
})
