import { describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { memoryStore } from '../src/store/memory.ts'
import { gatewayWorld } from './gateway/gateway-world.ts'
import { fill, id, path, type World, world } from './world.ts'

/** A store of which every method fails while `away` says why. */
async function failing() {
  const fault: { away?: Error } = {}
  const filled = await fill(memoryStore())
  const store = new Proxy(filled, {
    get: (target, name: keyof Store) =>
      fault.away === undefined ? target[name] : () => Promise.reject(fault.away),
  })
  return { store, fault, w: await world({ store }) }
}

const body = async (w: World, target: string) => (await w.request(target)).text()

describe('/healthz', () => {
  test('is 200 while the process answers, whatever the store does', async () => {
    const { w, fault } = await failing()
    fault.away = new StoreUnavailableError('away')
    const answer = await w.request('/healthz')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('application/json')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(await answer.text()).toBe('{"status":"ok"}')
  })
})

describe('/readyz', () => {
  test('is 200 while the store answers', async () => {
    const answer = await (await world()).request('/readyz')
    expect(answer.status).toBe(200)
    expect(answer.headers.has('Retry-After')).toBe(false)
    expect(await answer.text()).toBe('{"status":"ok"}')
  })

  test.each([new StoreUnavailableError('secret host'), new Error('no such table: secret')])(
    'is 503 with Retry-After while it does not, and says nothing of why: %s',
    async (error) => {
      const { w, fault } = await failing()
      fault.away = error
      const answer = await w.request('/readyz')
      expect(answer.status).toBe(503)
      expect(answer.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/)
      expect(await answer.text()).toBe('{"status":"unavailable"}')
      delete fault.away
      expect((await w.request('/readyz')).status).toBe(200)
    },
  )

  test('of a gateway tells the circuit before Atlas, and stays 200 while that is open', async () => {
    const circuit = { threshold: 0.1, duration: 60, minimumRate: 0.01, openFor: 3_600 }
    const g = await gatewayWorld({ circuit, freshFor: 0, staleIfError: 0 })
    expect(await body(g.gateway, '/readyz')).toBe('{"status":"ok","upstream":"closed"}')
    g.between(async () => new Response('', { status: 503 }))
    for (let i = 0; i < 20; i++) await g.gateway.get(path(id('a')))
    const answer = await g.gateway.request('/readyz')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('{"status":"ok","upstream":"open"}')
    expect(await body(g.gateway, '/healthz')).toBe('{"status":"ok"}')
  })
})

describe.each(['/healthz', '/readyz'])('%s', (target) => {
  test('answers HEAD without a body', async () => {
    const answer = await (await world()).request(target, { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
  })

  test('allows no other method', async () => {
    const w = await world()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await w.request(target, { method })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    }
    expect((await w.request(target, { method: 'OPTIONS' })).status).toBe(204)
  })

  test('takes nothing from a rate limit, and looks at no credentials', async () => {
    const w = await world({ rateLimit: { capacity: 1, refill: 1, seconds: 60 } })
    for (let i = 0; i < 5; i++) {
      const answer = await w.request(target, { headers: { Authorization: 'Bearer nonsense' } })
      expect(answer.status).toBe(200)
      expect(answer.headers.has('RateLimit-Limit')).toBe(false)
    }
    expect((await w.get(path(id('a')))).headers.get('RateLimit-Remaining')).toBe('0')
  })
})

describe('the log', () => {
  test('is silent about probes that say what they said before', async () => {
    const w = await world()
    for (let i = 0; i < 3; i++) {
      await w.request('/healthz')
      await w.request('/readyz')
    }
    expect(w.log).toEqual([])
  })

  test('says once that the store has gone and why, and once that it is back', async () => {
    const { w, fault } = await failing()
    fault.away = new StoreUnavailableError('the disk is full')
    for (let i = 0; i < 3; i++) await w.request('/readyz')
    delete fault.away
    for (let i = 0; i < 3; i++) await w.request('/readyz')
    expect(w.log).toMatchObject([
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
    const w = await world()
    await w.request('/healthz', { method: 'POST' })
    expect(w.log).toMatchObject([{ path: '/healthz', status: 405 }])
  })
})
