import { ExportBucketId, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryAnswerCache } from '../../src/gateway/memory-answer-cache.ts'
import { accept, groupId, id, otherGroupId, path } from '../world.ts'
import { type GatewayWorld, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))
const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const statusOf = (answer: Response) => answer.headers.get('Cache-Status')
const away = async () => new Response(null, { status: 503 })

async function patch(w: GatewayWorld, requirePrivateNetworking: boolean): Promise<Response> {
  return w.gateway.request(target, {
    method: 'PATCH',
    headers: {
      ...accept(),
      'Content-Type': vendorMediaType('2024-05-30'),
      ...(await w.gateway.bearer('manager')),
    },
    body: JSON.stringify({ requirePrivateNetworking }),
  })
}

describe('a bucket', () => {
  test('is asked for once in ten seconds, and then again', async () => {
    const w = await gatewayWorld()
    expect(statusOf(await w.gateway.get(target))).toBe(
      'export-buckets; fwd=uri-miss; stored; ttl=10',
    )
    w.gateway.clock.now += 9_000
    const hit = await w.gateway.get(target)
    expect(statusOf(hit)).toBe('export-buckets; hit; ttl=1')
    expect(hit.headers.get('Age')).toBe('9')
    w.gateway.clock.now += 1_000
    expect(statusOf(await w.gateway.get(target))).toContain('fwd=uri-miss')
    expect(w.asked).toHaveLength(2)
    expect(w.observed.filter((each) => each.of === 'cache')).toEqual([
      { of: 'cache', outcome: 'miss' },
      { of: 'cache', outcome: 'hit' },
      { of: 'cache', outcome: 'miss' },
    ])
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
    expect(new Set(all.map(statusOf))).toEqual(
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

  test('is asked for each time when nothing is fresh for any time', async () => {
    const w = await gatewayWorld({ freshFor: 0, staleIfError: 0 })
    await w.gateway.get(target)
    await w.gateway.get(target)
    expect(w.asked).toHaveLength(2)
  })

  test('is asked for anew when the cache fails or holds what cannot be read', async () => {
    const fail = () => Promise.reject(new Error('the cache is full'))
    const failing = await gatewayWorld({ cache: { get: fail, put: fail, delete: fail } })
    expect((await failing.gateway.get(target)).status).toBe(200)
    for (const text of ['{', 'null', '{"answer":{},"at":1}']) {
      const w = await gatewayWorld({ cache: { ...memoryAnswerCache(), get: async () => text } })
      expect((await w.gateway.get(target)).status).toBe(200)
      expect(w.asked).toHaveLength(1)
    }
  })
})

describe('a write of our own', () => {
  test('is seen by the next reader, in every version', async () => {
    const w = await gatewayWorld()
    const read = async (version: '2023-01-01' | '2024-05-30') =>
      (await (await w.gateway.get(target, accept(version))).json()).requirePrivateNetworking
    expect([await read('2023-01-01'), await read('2024-05-30')]).toEqual([false, false])
    expect((await patch(w, true)).status).toBe(200)
    expect([await read('2023-01-01'), await read('2024-05-30')]).toEqual([true, true])
    const headers = { ...accept(), ...(await w.gateway.bearer('manager')) }
    await w.gateway.request(target, { method: 'DELETE', headers })
    expect((await w.gateway.get(target)).status).toBe(404)
  })

  test('is not undone by a question that was under way before it', async () => {
    const w = await gatewayWorld()
    const old = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    w.between(async (request, toAtlas) => {
      const answer = await toAtlas()
      if (request.method === 'GET') {
        reached.resolve()
        await old.promise
      }
      return answer
    })
    const before = w.gateway.get(target)
    await reached.promise
    await patch(w, true)
    w.between((_, toAtlas) => toAtlas())
    const after = await w.gateway.get(target)
    expect(await after.json()).toMatchObject({ requirePrivateNetworking: true })
    old.resolve()
    expect(await (await before).json()).toMatchObject({ requirePrivateNetworking: false })
    const later = await w.gateway.get(target)
    expect(await later.json()).toMatchObject({ requirePrivateNetworking: true })
  })

  test('of which nobody knows what became makes the bucket be asked for again', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.between(async (_, toAtlas) => {
      await toAtlas()
      throw new TypeError('connection reset')
    })
    expect((await patch(w, true)).status).toBe(503)
    w.between((_, toAtlas) => toAtlas())
    expect(await (await w.gateway.get(target)).json()).toMatchObject({
      requirePrivateNetworking: true,
    })
  })

  test('waits for an answer that is just being kept, and takes it away', async () => {
    const inner = memoryAnswerCache()
    const putting = Promise.withResolvers<void>()
    const mayPut = Promise.withResolvers<void>()
    const w = await gatewayWorld({
      cache: {
        ...inner,
        put: async (...entry) => {
          putting.resolve()
          await mayPut.promise
          return inner.put(...entry)
        },
      },
    })
    const before = w.gateway.get(target)
    await putting.promise
    const write = patch(w, true)
    await expect.poll(() => w.asked.length).toBe(2)
    mayPut.resolve()
    await Promise.all([before, write])
    expect(await (await w.gateway.get(target)).json()).toMatchObject({
      requirePrivateNetworking: true,
    })
  })
})

describe('while Atlas is away (RFC 5861)', () => {
  test('a bucket that was seen within five minutes is still answered, and says how old it is', async () => {
    const w = await gatewayWorld()
    await w.gateway.get(target)
    w.between(away)
    w.gateway.clock.now += 60_000
    const stale = await w.gateway.get(target)
    expect(stale.status).toBe(200)
    expect(await stale.json()).toMatchObject({ _id: id('a') })
    expect(statusOf(stale)).toBe('export-buckets; fwd=stale; detail=stale-if-error; ttl=-50')
    expect(stale.headers.get('Age')).toBe('60')
    expect(w.observed).toContainEqual({ of: 'cache', outcome: 'stale' })
    w.gateway.clock.now += 250_000
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
