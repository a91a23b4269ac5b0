import { describe, expect, test } from 'vitest'
import { memoryAnswerCache } from '../../src/gateway/memory-answer-cache.ts'
import { id, path } from '../world.ts'
import { cacheStatusOf, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))

describe.each([429, 503])('how long to wait after a %d', (status) => {
  test.each([
    ['7', '7'],
    ['120', '120'],
    ['soon', '5'],
    ['7x', '5'],
    ['x7', '5'],
    ['-7', '5'],
    ['1234567', '86400'],
    ['9'.repeat(400), '86400'],
    [undefined, '5'],
  ])('where Atlas says %j: %s seconds', async (said, told) => {
    const w = await gatewayWorld()
    const headers = { ...(said && { 'Retry-After': said }) }
    w.between(async () => Response.json({ error: status, errorCode: 'X' }, { status, headers }))
    const answer = await w.gateway.get(target)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Retry-After')).toBe(told)
  })
})

test('while Atlas is left alone, callers are told for how long', async () => {
  const w = await gatewayWorld({ circuit: { minimumRate: 0.001, openFor: 60 } })
  w.between(async () => new Response(null, { status: 503 }))
  while (!w.observed.some(({ of }) => of === 'circuit')) await w.gateway.get(target)
  const { length } = w.asked
  expect((await w.gateway.get(target)).headers.get('Retry-After')).toBe('60')
  expect(w.asked).toHaveLength(length)
})

describe('a gateway that Atlas gives no token', () => {
  /** One that knows a bucket from before. */
  async function refused(status: number) {
    const cache = memoryAnswerCache()
    await (await gatewayWorld({ cache })).gateway.get(target)
    const { gateway } = await gatewayWorld({
      cache,
      fetch: async () => new Response('', { status }),
    })
    gateway.clock.now += 20_000
    return gateway
  }

  test.each([429, 500, 503])(
    'for the moment (%d) answers what it knows, else 503',
    async (status) => {
      const gateway = await refused(status)
      expect(cacheStatusOf(await gateway.get(target))).toContain('stale-if-error')
      expect((await gateway.get(path(id('b')))).status).toBe(503)
    },
  )

  test('tells callers to wait for a day at most, whatever the token endpoint says', async () => {
    const headers = { 'Retry-After': '9'.repeat(400) }
    const w = await gatewayWorld({ fetch: async () => new Response('', { status: 429, headers }) })
    const answer = await w.gateway.get(target)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '86400'])
  })

  test.each([400, 401, 403])('since it is refused (%d) answers nothing', async (status) => {
    const gateway = await refused(status)
    expect((await gateway.get(target)).status).toBe(500)
    expect((await gateway.get(path(id('b')))).status).toBe(500)
  })
})
