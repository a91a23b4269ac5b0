import { ExportBucketId } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { groupId, id, path } from '../create-test-app.ts'
import { createGatewayTestApps, getCacheStatus } from './create-gateway-test-apps.ts'

const target = path(id('a'))
const respondUnavailable = async () => new Response(null, { status: 503 })

describe('stale buckets while Atlas is unavailable (RFC 5861)', () => {
  test('a bucket that was cached within five minutes is returned with its age', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    apps.intercept(respondUnavailable)
    apps.gateway.clock.now += 60_000
    const stale = await apps.gateway.get(target)
    expect(stale.status).toBe(200)
    expect(await stale.json()).toMatchObject({ _id: id('a') })
    expect(getCacheStatus(stale)).toBe('export-buckets; fwd=stale; detail=stale-if-error; ttl=-50')
    expect(stale.headers.get('Age')).toBe('60')
    expect(apps.events).toContainEqual({ type: 'cache', outcome: 'stale' })
    expect(getCacheStatus(await apps.gateway.get(target))).toBe(getCacheStatus(stale))
    apps.gateway.clock.now += 250_000
    expect((await apps.gateway.get(target)).status).toBe(503)
  })

  test('the log marks the response as stale and has the reason of the failure', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    apps.intercept(respondUnavailable)
    apps.gateway.clock.now += 60_000
    await apps.gateway.get(target)
    const [firstEntry, secondEntry] = apps.gateway.log.filter(({ path }) => path === target)
    expect(firstEntry).toMatchObject({ status: 200, cache: 'miss' })
    expect(firstEntry).not.toHaveProperty('failure')
    expect(secondEntry).toMatchObject({
      status: 200,
      cache: 'stale',
      failure: expect.stringContaining('Atlas responded with 503'),
    })
  })

  test('a bucket that was cached before the clock was set back is returned for the same time', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    apps.intercept(respondUnavailable)
    apps.gateway.clock.now -= 60_000
    const stale = await apps.gateway.get(target)
    expect(getCacheStatus(stale)).toBe('export-buckets; fwd=stale; detail=stale-if-error; ttl=-60')
    apps.gateway.clock.now -= 300_000
    expect((await apps.gateway.get(target)).status).toBe(503)
  })

  test('a bucket that Atlas has reported as missing is not returned again', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    await apps.atlas.store.deleteExportBucket(groupId, ExportBucketId.parse(id('a')))
    apps.gateway.clock.now += 20_000
    expect((await apps.gateway.get(target)).status).toBe(404)
    apps.intercept(respondUnavailable)
    expect((await apps.gateway.get(target)).status).toBe(503)
  })

  test('no bucket is returned once Atlas rejects the gateway, because it may have lost access', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    apps.gateway.clock.now += 20_000
    apps.intercept(async () =>
      Response.json({ error: 403, errorCode: 'ACCESS_FORBIDDEN' }, { status: 403 }),
    )
    expect((await apps.gateway.get(target)).status).toBe(500)
    apps.intercept(respondUnavailable)
    expect((await apps.gateway.get(target)).status).toBe(503)
  })
})
