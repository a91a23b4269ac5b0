import { ExportBucketId, operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryAnswerCache } from '../../src/gateway/memory-answer-cache.ts'
import { accept, groupId, id, otherGroupId, path } from '../world.ts'
import { cacheStatusOf, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))
const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })

describe('a bucket', () => {
  test('is asked for once in ten seconds, and then again', async () => {
    const w = await gatewayWorld()
    const miss = await w.gateway.get(target)
    expect(cacheStatusOf(miss)).toBe('export-buckets; fwd=uri-miss; stored; ttl=10')
    expect(miss.headers.has('Age')).toBe(false)
    w.gateway.clock.now += 9_000
    const hit = await w.gateway.get(target)
    expect(cacheStatusOf(hit)).toBe('export-buckets; hit; ttl=1')
    expect(hit.headers.get('Age')).toBe('9')
    w.gateway.clock.now += 1_000
    expect(cacheStatusOf(await w.gateway.get(target))).toContain('fwd=uri-miss')
    expect(w.asked).toHaveLength(2)
    expect(w.observed.filter((each) => each.of === 'cache')).toEqual([
      { of: 'cache', outcome: 'miss' },
      { of: 'cache', outcome: 'hit' },
      { of: 'cache', outcome: 'miss' },
    ])
  })

  test('is asked for again when the clock was set back: how old a copy is nobody knows then', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.gateway.clock.now -= 3_600_000
    expect(cacheStatusOf(await w.gateway.get(target))).toContain('fwd=uri-miss; stored; ttl=10')
    w.gateway.clock.now -= 1
    expect(cacheStatusOf(await w.gateway.get(target))).toContain('fwd=uri-miss')
    expect(w.asked).toHaveLength(3)
  })

  test('is cached by project, bucket and version; pretty and envelope share one answer', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    await w.gateway.get(`${target}?pretty=true&envelope=true`)
    await w.gateway.get(target, accept('2024-08-05'))
    expect(w.asked).toHaveLength(1)
    await w.gateway.get(target, accept('2023-11-15'))
    await w.gateway.get(path(id('b')))
    const other = await w.gateway.get(path(id('a'), otherGroupId), accept(), 'stranger')
    expect(other.status).toBe(404)
    expect(w.asked).toHaveLength(4)
  })

  test('is cached by the Atlas that was asked, where gateways share a cache', async () => {
    const cache = memoryAnswerCache()
    const here = await gatewayWorld({ cache })
    const elsewhere = await gatewayWorld({ cache, baseUrl: 'http://localhost:27018' })
    for (const w of [here, elsewhere, here, elsewhere]) await w.gateway.get(target)
    expect([here.asked, elsewhere.asked].map(({ length }) => length)).toEqual([1, 1])
  })

  test('is not asked for twice at the same time', async () => {
    const w = await gatewayWorld()
    await w.gateway.bearer()
    const release = Promise.withResolvers<void>()
    w.between(async (_, toAtlas) => {
      await release.promise
      return toAtlas()
    })
    const answers = Array.from({ length: 20 }, () => w.gateway.get(target))
    await expect.poll(() => w.asked.length).toBe(1)
    release.resolve()
    const all = await Promise.all(answers)
    expect(w.asked).toHaveLength(1)
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    expect(new Set(all.map(cacheStatusOf))).toEqual(
      new Set([
        'export-buckets; fwd=uri-miss; stored; ttl=10',
        'export-buckets; fwd=uri-miss; collapsed; ttl=10',
      ]),
    )
  })

  test('is shown to nobody who may not see it, though it is cached', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    expect((await w.gateway.get(target, accept(), 'stranger')).status).toBe(404)
    expect((await w.gateway.request(target, { headers: accept() })).status).toBe(401)
    const reader = await w.gateway.store.serviceAccount('reader')
    if (reader === undefined) throw new Error('no reader')
    const grants = [
      { groupId, roles: ['GROUP_READ_ONLY'], exportBucketIds: [ExportBucketId.parse(id('b'))] },
    ]
    await w.gateway.store.saveServiceAccount({ ...reader, grants })
    expect((await w.gateway.get(target)).status).toBe(403)
    expect((await w.gateway.get(path(id('b')))).status).toBe(200)
  })

  test('that is not there is asked for each time, so that a new one is found at once', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(path(id('9')))
    await w.gateway.get(path(id('9')))
    expect(w.asked).toHaveLength(2)
  })

  test('of which lists are made is not cached there', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(listPath)
    expect((await w.gateway.get(listPath)).headers.has('Cache-Status')).toBe(false)
    expect(w.asked).toHaveLength(2)
  })

  test('is asked for each time, and never kept, when nothing is fresh for any time', async () => {
    const put: string[] = []
    const cache = { ...memoryAnswerCache(), put: async (key: string) => void put.push(key) }
    const w = await gatewayWorld({ freshFor: 0, staleIfError: 0, cache })
    await w.gateway.get(target)
    await w.gateway.get(target)
    expect(w.asked).toHaveLength(2)
    expect(put).toEqual([])
  })

  test('is asked for anew when the cache fails or holds what cannot be read', async () => {
    const fail = () => Promise.reject(new Error('the cache is full'))
    const failing = await gatewayWorld({ cache: { get: fail, put: fail, delete: fail } })
    expect((await failing.gateway.get(target)).status).toBe(200)
    for (const text of ['{', 'null']) {
      const w = await gatewayWorld({ cache: { ...memoryAnswerCache(), get: async () => text } })
      expect((await w.gateway.get(target)).status).toBe(200)
      expect(w.asked).toHaveLength(1)
    }
  })

  test('is asked for anew where the cache holds what another release left there', async () => {
    const at = Date.parse('2026-11-24T12:00:00Z')
    const answer = { status: 200, text: '{}', drift: [] }
    const asked = async (kept: object) => {
      const get = async () => JSON.stringify(kept)
      const w = await gatewayWorld({ cache: { ...memoryAnswerCache(), get } })
      expect((await w.gateway.get(target)).status).toBe(200)
      return w.asked.length
    }
    expect(await asked({ answer, at })).toBe(0)
    for (const each of ['status', 'text', 'drift']) {
      expect(await asked({ answer: { ...answer, [each]: undefined }, at }), each).toBe(1)
    }
    expect(await asked({ answer, at: String(at) })).toBe(1)
    expect(await asked({ at })).toBe(1)
  })
})
