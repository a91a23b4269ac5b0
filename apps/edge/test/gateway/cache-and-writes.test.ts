import { vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryAnswerCache } from '../../src/gateway/memory-answer-cache.ts'
import { accept, id, path } from '../world.ts'
import { type GatewayWorld, gatewayWorld } from './gateway-world.ts'

const target = path(id('a'))

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
