import { ExportBucketId } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { groupId, id, path } from '../world.ts'
import { cacheStatusOf, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))
const away = async () => new Response(null, { status: 503 })

describe('while Atlas is away (RFC 5861)', () => {
  test('a bucket that was seen within five minutes is still answered, and says how old it is', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.between(away)
    w.gateway.clock.now += 60_000
    const stale = await w.gateway.get(target)
    expect(stale.status).toBe(200)
    expect(await stale.json()).toMatchObject({ _id: id('a') })
    expect(cacheStatusOf(stale)).toBe('export-buckets; fwd=stale; detail=stale-if-error; ttl=-50')
    expect(stale.headers.get('Age')).toBe('60')
    expect(w.observed).toContainEqual({ of: 'cache', outcome: 'stale' })
    expect(cacheStatusOf(await w.gateway.get(target))).toBe(cacheStatusOf(stale))
    w.gateway.clock.now += 250_000
    expect((await w.gateway.get(target)).status).toBe(503)
  })

  test('the log says so, and why Atlas did not answer', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.between(away)
    w.gateway.clock.now += 60_000
    await w.gateway.get(target)
    const [first, second] = w.gateway.log.filter(({ path }) => path === target)
    expect(first).toMatchObject({ status: 200, cache: 'miss' })
    expect(first).not.toHaveProperty('failure')
    expect(second).toMatchObject({
      status: 200,
      cache: 'stale',
      failure: expect.stringContaining('Atlas answered 503'),
    })
  })

  test('a bucket that was seen in the future, by a clock set back since, serves as long as in the past', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.between(away)
    w.gateway.clock.now -= 60_000
    const stale = await w.gateway.get(target)
    expect(cacheStatusOf(stale)).toBe('export-buckets; fwd=stale; detail=stale-if-error; ttl=-60')
    w.gateway.clock.now -= 300_000
    expect((await w.gateway.get(target)).status).toBe(503)
  })

  test('one that Atlas has said is not there does not come back', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    await w.atlas.store.deleteExportBucket(groupId, ExportBucketId.parse(id('a')))
    w.gateway.clock.now += 20_000
    expect((await w.gateway.get(target)).status).toBe(404)
    w.between(away)
    expect((await w.gateway.get(target)).status).toBe(503)
  })

  test('nothing is answered once Atlas refuses the gateway: it has lost the right to know', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.gateway.clock.now += 20_000
    w.between(async () =>
      Response.json({ error: 403, errorCode: 'ACCESS_FORBIDDEN' }, { status: 403 }),
    )
    expect((await w.gateway.get(target)).status).toBe(500)
    w.between(away)
    expect((await w.gateway.get(target)).status).toBe(503)
  })
})
