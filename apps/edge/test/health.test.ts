import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { libsqlStore } from '../src/store/libsql.ts'
import { memoryStore } from '../src/store/memory.ts'
import { buckets, path, type World, world } from './world.ts'

const away: Store = {
  ...memoryStore(),
  ready: () => Promise.reject(new StoreUnavailableError('the database is away')),
}

async function answered(w: World, target: string, method = 'GET') {
  const answer = await w.request(target, { method })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

describe.each(['/healthz', '/readyz'])('%s', (target) => {
  test('answers ok without credentials, to be kept by nobody', async () => {
    const { status, text, headers } = await answered(await world(), target)
    expect([status, text]).toEqual([200, '{"status":"ok"}'])
    expect(headers.get('Content-Type')).toBe('application/json')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  test('answers HEAD without a body', async () => {
    expect(await answered(await world(), target, 'HEAD')).toMatchObject({ status: 200, text: '' })
  })

  test.each(['POST', 'PUT', 'DELETE'])('%s: 405', async (method) => {
    const { status, headers } = await answered(await world(), target, method)
    expect([status, headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  test('takes nothing from anybody’s rate limit', async () => {
    const w = await world({ rateLimit: { requests: 1, seconds: 60 } })
    const headers = await w.bearer()
    for (let i = 0; i < 5; i++) {
      const answer = await w.request(target, { headers })
      expect([answer.status, answer.headers.get('RateLimit-Limit')]).toEqual([200, null])
    }
    expect((await w.get(path(buckets[0]?._id ?? ''))).status).toBe(200)
  })

  test('every second leaves the log as it is', async () => {
    const w = await world()
    for (let i = 0; i < 60; i++) await w.request(target)
    expect(w.log).toEqual([])
  })
})

describe('/healthz', () => {
  test('does not ask the store', async () => {
    expect((await answered(await world({ store: away }), '/healthz')).status).toBe(200)
  })
})

describe('/readyz', () => {
  test('while the store is away: 503, when to ask again, and nothing of why', async () => {
    const { status, text, headers } = await answered(await world({ store: away }), '/readyz')
    expect([status, text]).toEqual([503, '{"status":"unavailable"}'])
    expect(headers.get('Retry-After')).toBe('5')
    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  test('HEAD says so too', async () => {
    expect(await answered(await world({ store: away }), '/readyz', 'HEAD')).toMatchObject({
      status: 503,
      text: '',
    })
  })

  test('is logged when it changes, and only then', async () => {
    let isAway = false
    const store = { ...memoryStore(), ready: () => (isAway ? away : memoryStore()).ready() }
    const w = await world({ store })
    for (const next of [false, true, true, true, false, false, true]) {
      isAway = next
      await w.request('/readyz')
    }
    expect(w.log.map(({ level, status }) => [level, status])).toEqual([
      ['error', 503],
      ['info', 200],
      ['error', 503],
    ])
    expect(w.log[0]?.failure).toContain('the database is away')
    expect(w.log[1]).not.toHaveProperty('failure')
  })

  test('follows a real database: not migrated, there, closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-health-'))
    const client = createClient({ url: `file:${join(folder, 'a.db')}` })
    const w = await world({ store: libsqlStore(client) })
    const status = async () => (await w.request('/readyz')).status
    expect(await status()).toBe(503)
    await client.execute('CREATE TABLE credential (id TEXT)')
    expect(await status()).toBe(200)
    client.close()
    expect(await status()).toBe(503)
    rmSync(folder, { recursive: true })
  })
})
