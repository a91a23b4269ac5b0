import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import { accept, id, path } from '../create-test-app.ts'
import { createGatewayTestApps, type GatewayTestApps } from './create-gateway-test-apps.ts'

const target = path(id('a'))

async function patchBucket(
  apps: GatewayTestApps,
  requirePrivateNetworking: boolean,
): Promise<Response> {
  return apps.gateway.request(target, {
    method: 'PATCH',
    headers: {
      ...accept(),
      'Content-Type': vendorMediaType('2024-05-30'),
      ...(await apps.gateway.bearer('manager')),
    },
    body: JSON.stringify({ requirePrivateNetworking }),
  })
}

describe('a write through the gateway', () => {
  test('a write is visible to the next read in every version', async () => {
    const apps = await createGatewayTestApps()
    const readBucket = async (version: '2023-01-01' | '2024-05-30') =>
      (await (await apps.gateway.get(target, accept(version))).json()).requirePrivateNetworking
    expect([await readBucket('2023-01-01'), await readBucket('2024-05-30')]).toEqual([false, false])
    expect((await patchBucket(apps, true)).status).toBe(200)
    expect([await readBucket('2023-01-01'), await readBucket('2024-05-30')]).toEqual([true, true])
    const headers = { ...accept(), ...(await apps.gateway.bearer('manager')) }
    await apps.gateway.request(target, { method: 'DELETE', headers })
    expect((await apps.gateway.get(target)).status).toBe(404)
  })

  test('a read that started before a write does not restore the old value', async () => {
    const apps = await createGatewayTestApps()
    const oldRead = Promise.withResolvers<void>()
    const readReached = Promise.withResolvers<void>()
    apps.intercept(async (request, toAtlas) => {
      const response = await toAtlas()
      if (request.method === 'GET') {
        readReached.resolve()
        await oldRead.promise
      }
      return response
    })
    const readBeforeWrite = apps.gateway.get(target)
    await readReached.promise
    await patchBucket(apps, true)
    apps.intercept((_, toAtlas) => toAtlas())
    const readAfterWrite = await apps.gateway.get(target)
    expect(await readAfterWrite.json()).toMatchObject({ requirePrivateNetworking: true })
    oldRead.resolve()
    expect(await (await readBeforeWrite).json()).toMatchObject({ requirePrivateNetworking: false })
    const laterRead = await apps.gateway.get(target)
    expect(await laterRead.json()).toMatchObject({ requirePrivateNetworking: true })
  })

  test('a write with an unknown outcome removes the bucket from the cache', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    apps.intercept(async (_, toAtlas) => {
      await toAtlas()
      throw new TypeError('connection reset')
    })
    expect((await patchBucket(apps, true)).status).toBe(503)
    apps.intercept((_, toAtlas) => toAtlas())
    expect(await (await apps.gateway.get(target)).json()).toMatchObject({
      requirePrivateNetworking: true,
    })
  })

  test('a write waits for a pending cache entry and removes it', async () => {
    const memoryCache = memoryResponseCache()
    const putStarted = Promise.withResolvers<void>()
    const putAllowed = Promise.withResolvers<void>()
    const apps = await createGatewayTestApps({
      cache: {
        ...memoryCache,
        put: async (...entry) => {
          putStarted.resolve()
          await putAllowed.promise
          return memoryCache.put(...entry)
        },
      },
    })
    const readBeforeWrite = apps.gateway.get(target)
    await putStarted.promise
    const write = patchBucket(apps, true)
    await expect.poll(() => apps.upstreamRequests.length).toBe(2)
    putAllowed.resolve()
    await Promise.all([readBeforeWrite, write])
    expect(await (await apps.gateway.get(target)).json()).toMatchObject({
      requirePrivateNetworking: true,
    })
  })
})
