import { ExportBucketId, operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import { accept, groupId, id, otherGroupId, path } from '../create-test-app.ts'
import { createGatewayTestApps, getCacheStatus } from './create-gateway-test-apps.ts'

const target = path(id('a'))
const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })

describe('the bucket cache', () => {
  test('a bucket is fetched once in ten seconds', async () => {
    const apps = await createGatewayTestApps()
    const miss = await apps.gateway.get(target)
    expect(getCacheStatus(miss)).toBe('export-buckets; fwd=uri-miss; stored; ttl=10')
    expect(miss.headers.has('Age')).toBe(false)
    apps.gateway.clock.now += 9_000
    const hit = await apps.gateway.get(target)
    expect(getCacheStatus(hit)).toBe('export-buckets; hit; ttl=1')
    expect(hit.headers.get('Age')).toBe('9')
    apps.gateway.clock.now += 1_000
    expect(getCacheStatus(await apps.gateway.get(target))).toContain('fwd=uri-miss')
    expect(apps.upstreamRequests).toHaveLength(2)
    expect(apps.events.filter((event) => event.type === 'cache')).toEqual([
      { type: 'cache', outcome: 'miss' },
      { type: 'cache', outcome: 'hit' },
      { type: 'cache', outcome: 'miss' },
    ])
  })

  test('a bucket is fetched again after the clock is set back, because its age is unknown', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    apps.gateway.clock.now -= 3_600_000
    expect(getCacheStatus(await apps.gateway.get(target))).toContain('fwd=uri-miss; stored; ttl=10')
    apps.gateway.clock.now -= 1
    expect(getCacheStatus(await apps.gateway.get(target))).toContain('fwd=uri-miss')
    expect(apps.upstreamRequests).toHaveLength(3)
  })

  test('buckets are cached by project, bucket and version, and pretty and envelope share an entry', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    await apps.gateway.get(`${target}?pretty=true&envelope=true`)
    await apps.gateway.get(target, accept('2024-08-05'))
    expect(apps.upstreamRequests).toHaveLength(1)
    await apps.gateway.get(target, accept('2023-11-15'))
    await apps.gateway.get(path(id('b')))
    const otherResponse = await apps.gateway.get(path(id('a'), otherGroupId), accept(), 'stranger')
    expect(otherResponse.status).toBe(404)
    expect(apps.upstreamRequests).toHaveLength(4)
  })

  test('gateways that share a cache have separate entries for each Atlas URL', async () => {
    const cache = memoryResponseCache()
    const firstApps = await createGatewayTestApps({ cache })
    const secondApps = await createGatewayTestApps({ cache, baseUrl: 'http://localhost:27018' })
    for (const apps of [firstApps, secondApps, firstApps, secondApps])
      await apps.gateway.get(target)
    expect(
      [firstApps.upstreamRequests, secondApps.upstreamRequests].map(({ length }) => length),
    ).toEqual([1, 1])
  })

  test('concurrent reads of a bucket share one request to Atlas', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.bearer()
    const release = Promise.withResolvers<void>()
    apps.intercept(async (_, toAtlas) => {
      await release.promise
      return toAtlas()
    })
    const requests = Array.from({ length: 20 }, () => apps.gateway.get(target))
    await expect.poll(() => apps.upstreamRequests.length).toBe(1)
    release.resolve()
    const responses = await Promise.all(requests)
    expect(apps.upstreamRequests).toHaveLength(1)
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200))
    expect(new Set(responses.map(getCacheStatus))).toEqual(
      new Set([
        'export-buckets; fwd=uri-miss; stored; ttl=10',
        'export-buckets; fwd=uri-miss; collapsed; ttl=10',
      ]),
    )
  })

  test('a cached bucket is not returned to callers without access', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(target)
    expect((await apps.gateway.get(target, accept(), 'stranger')).status).toBe(404)
    expect((await apps.gateway.request(target, { headers: accept() })).status).toBe(401)
    const readerAccount = await apps.gateway.store.serviceAccount('reader')
    if (readerAccount === undefined) throw new Error('no reader')
    const grants = [
      { groupId, roles: ['GROUP_READ_ONLY'], exportBucketIds: [ExportBucketId.parse(id('b'))] },
    ]
    await apps.gateway.store.saveServiceAccount({ ...readerAccount, grants })
    expect((await apps.gateway.get(target)).status).toBe(403)
    expect((await apps.gateway.get(path(id('b')))).status).toBe(200)
  })

  test('a missing bucket is fetched each time, so that a new one is found at once', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(path(id('9')))
    await apps.gateway.get(path(id('9')))
    expect(apps.upstreamRequests).toHaveLength(2)
  })

  test('lists are not cached', async () => {
    const apps = await createGatewayTestApps()
    await apps.gateway.get(listPath)
    expect((await apps.gateway.get(listPath)).headers.has('Cache-Status')).toBe(false)
    expect(apps.upstreamRequests).toHaveLength(2)
  })

  test('with lifetimes of zero, a bucket is fetched each time and never stored', async () => {
    const storedEntries: string[] = []
    const cache = {
      ...memoryResponseCache(),
      put: async (key: string) => void storedEntries.push(key),
    }
    const apps = await createGatewayTestApps({ maxAge: 0, staleIfError: 0, cache })
    await apps.gateway.get(target)
    await apps.gateway.get(target)
    expect(apps.upstreamRequests).toHaveLength(2)
    expect(storedEntries).toEqual([])
  })

  test('a bucket is fetched when the cache fails or holds an invalid entry', async () => {
    const fail = () => Promise.reject(new Error('the cache is full'))
    const failingApps = await createGatewayTestApps({
      cache: { get: fail, put: fail, delete: fail },
    })
    expect((await failingApps.gateway.get(target)).status).toBe(200)
    for (const text of ['{', 'null']) {
      const apps = await createGatewayTestApps({
        cache: { ...memoryResponseCache(), get: async () => text },
      })
      expect((await apps.gateway.get(target)).status).toBe(200)
      expect(apps.upstreamRequests).toHaveLength(1)
    }
  })

  test('a bucket is fetched when the cached entry lacks a field or has another format', async () => {
    const at = Date.parse('2026-11-24T12:00:00Z')
    const result = { status: 200, text: '{}', drift: [] }
    const countUpstreamRequests = async (entry: object) => {
      const cachedGet = async () => JSON.stringify(entry)
      const apps = await createGatewayTestApps({
        cache: { ...memoryResponseCache(), get: cachedGet },
      })
      expect((await apps.gateway.get(target)).status).toBe(200)
      return apps.upstreamRequests.length
    }
    expect(await countUpstreamRequests({ response: result, at })).toBe(0)
    for (const field of ['status', 'text', 'drift']) {
      expect(
        await countUpstreamRequests({ response: { ...result, [field]: undefined }, at }),
        field,
      ).toBe(1)
    }
    expect(await countUpstreamRequests({ response: result, at: String(at) })).toBe(1)
    expect(await countUpstreamRequests({ at })).toBe(1)
  })
})
