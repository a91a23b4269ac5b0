import { describe, expect, test } from 'vitest'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import { id, path } from '../create-test-app.ts'
import { createGatewayTestApps, getCacheStatus } from './create-gateway-test-apps.ts'

const target = path(id('a'))

describe.each([429, 503])('Retry-After of a %d', (status) => {
  test.each([
    ['7', '7'],
    ['120', '120'],
    ['soon', '5'],
    ['7x', '5'],
    ['x7', '5'],
    ['-7', '5'],
    ['Thu, 01 Jan 1970 00:00:00 GMT', '0'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', '86400'],
    ['1234567', '86400'],
    ['9'.repeat(400), '86400'],
    [undefined, '5'],
  ])('Retry-After %j from Atlas becomes %s seconds', async (retryAfter, seconds) => {
    const apps = await createGatewayTestApps()
    const headers = { ...(retryAfter && { 'Retry-After': retryAfter }) }
    apps.intercept(async () =>
      Response.json({ error: status, errorCode: 'X' }, { status, headers }),
    )
    const response = await apps.gateway.get(target)
    expect(response.status).toBe(status)
    expect(response.headers.get('Retry-After')).toBe(seconds)
  })
})

test('while the circuit is open, Retry-After is its reset timeout', async () => {
  const apps = await createGatewayTestApps({ circuit: { minimumRate: 0.001, resetTimeout: 60 } })
  apps.intercept(async () => new Response(null, { status: 503 }))
  while (!apps.events.some(({ type }) => type === 'circuit')) await apps.gateway.get(target)
  const { length } = apps.upstreamRequests
  expect((await apps.gateway.get(target)).headers.get('Retry-After')).toBe('60')
  expect(apps.upstreamRequests).toHaveLength(length)
})

describe('a gateway that gets no token from Atlas', () => {
  /** Creates a gateway that has cached a bucket and now gets `status` from the token endpoint. */
  async function createGatewayWithoutToken(status: number) {
    const cache = memoryResponseCache()
    await (await createGatewayTestApps({ cache })).gateway.get(target)
    const { gateway } = await createGatewayTestApps({
      cache,
      fetch: async () => new Response('', { status }),
    })
    gateway.clock.now += 20_000
    return gateway
  }

  test.each([429, 500, 503])(
    'a temporary failure (%d) returns the stale bucket, or 503 without one',
    async (status) => {
      const gateway = await createGatewayWithoutToken(status)
      expect(getCacheStatus(await gateway.get(target))).toContain('stale-if-error')
      expect((await gateway.get(path(id('b')))).status).toBe(503)
    },
  )

  test('Retry-After is limited to one day', async () => {
    const headers = { 'Retry-After': '9'.repeat(400) }
    const apps = await createGatewayTestApps({
      fetch: async () => new Response('', { status: 429, headers }),
    })
    const response = await apps.gateway.get(target)
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '86400'])
  })

  test.each([400, 401, 403])(
    'a refused token (%d) causes 500, even when the bucket is cached',
    async (status) => {
      const gateway = await createGatewayWithoutToken(status)
      expect((await gateway.get(target)).status).toBe(500)
      expect((await gateway.get(path(id('b')))).status).toBe(500)
    },
  )
})
