import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { RateLimit } from '../src/index.ts'
import { libsqlDatabase } from '../src/store/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { sqlRateLimiters } from '../src/store/rate-limiters.ts'
import { TokenBuckets } from '../src/token-bucket.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-limits-'))
const url = `file:${join(folder, 'shared.db')}`
const first = createClient({ url })
await first.execute('PRAGMA journal_mode = WAL')
await migrate(first, readMigrations())
const second = createClient({ url })

afterAll(() => {
  first.close()
  second.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => void (await first.execute('DELETE FROM rate_limit')))

const on = (client: Client, limit: RateLimit, now: () => number, name = 'requests' as const) =>
  sqlRateLimiters(libsqlDatabase(client))(name, limit, now)

const rows = async () => (await first.execute('SELECT caller FROM rate_limit ORDER BY caller')).rows

test('one node: what a bucket of the database says is what a bucket in memory says', async () => {
  const steps = fc.array(fc.record({ wait: fc.nat(5_000), take: fc.nat(8) }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(steps, fc.uuid(), async (run, caller) => {
      let now = 0
      const limit = { requests: 5, seconds: 10 }
      const stored = on(first, limit, () => now)
      const inMemory = new TokenBuckets(limit, () => now)
      for (const { wait, take } of run) {
        now += wait
        for (let i = 0; i < take; i++) {
          expect(await stored.take(caller)).toEqual(inMemory.take(caller))
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('in any run over two nodes, no more pass than the bucket held and took in', async () => {
  const step = fc.record({ wait: fc.nat(5_000), first: fc.nat(5), second: fc.nat(5) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.uuid(), async (run, caller) => {
      let now = 0
      let passed = 0
      const limit = { requests: 5, seconds: 10 }
      const nodes = [on(first, limit, () => now), on(second, limit, () => now)] as const
      for (const { wait, ...takes } of run) {
        now += wait
        for (const [node, times] of [
          [nodes[0], takes.first],
          [nodes[1], takes.second],
        ] as const) {
          for (let i = 0; i < times; i++) {
            const { ok, remaining, retryAfter } = await node.take(caller)
            passed += Number(ok)
            expect(remaining).toBeGreaterThanOrEqual(0)
            expect(retryAfter > 0).toBe(!ok)
          }
        }
      }
      expect(passed).toBeLessThanOrEqual(5 + (now * 5) / 10_000 + 1e-6)
    }),
    { numRuns: 30 },
  )
})

test('two nodes at the same moment: exactly what the bucket held passes', async () => {
  const limit = { requests: 7, seconds: 60 }
  const nodes = [on(first, limit, () => 0), on(second, limit, () => 0)]
  const taken = await Promise.all(
    Array.from({ length: 10 }).flatMap(() => nodes.map((node) => node.take('a'))),
  )
  const passed = taken.filter(({ ok }) => ok).map(({ remaining }) => remaining)
  expect(passed.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('a bucket outlives the node', async () => {
  const limit = { requests: 1, seconds: 60 }
  expect((await on(first, limit, () => 0).take('a')).ok).toBe(true)
  expect(await on(second, limit, () => 15_000).take('a')).toEqual({
    ok: false,
    remaining: 0,
    retryAfter: 45,
  })
})

test('callers, and what is limited, do not share a bucket', async () => {
  const limiters = sqlRateLimiters(libsqlDatabase(first))
  const limit = { requests: 1, seconds: 60 }
  const [requests, tokens] = [
    limiters('requests', limit, () => 0),
    limiters('tokens', limit, () => 0),
  ]
  for (const [limiter, caller] of [
    [requests, 'a'],
    [requests, "b'; DROP TABLE rate_limit; --"],
    [requests, '*'],
    [tokens, 'a'],
  ] as const) {
    expect((await limiter.take(caller)).ok).toBe(true)
    expect((await limiter.take(caller)).ok).toBe(false)
  }
})

test('a clock that goes back takes nothing away, and gives nothing', async () => {
  const limit = { requests: 2, seconds: 60 }
  let now = 60_000
  const limiter = on(first, limit, () => now)
  await limiter.take('a')
  now = 0
  expect(await limiter.take('a')).toEqual({ ok: true, remaining: 0, retryAfter: 0 })
  now = 60_000
  expect((await limiter.take('a')).ok).toBe(false)
})

test('full buckets are forgotten, each kind after its own time', async () => {
  const limiters = sqlRateLimiters(libsqlDatabase(first))
  let now = 0
  const requests = limiters('requests', { requests: 2, seconds: 60 }, () => now)
  const tokens = limiters('tokens', { requests: 2, seconds: 3600 }, () => now)
  await requests.take('a')
  await tokens.take('a')
  now = 60_001
  await requests.take('b')
  expect(await rows()).toMatchObject([{ caller: 'requests b' }, { caller: 'tokens a' }])
})

describe('a limit', () => {
  test.each([
    [0, 60],
    [10, 0],
    [Number.NaN, 60],
    [Number.POSITIVE_INFINITY, 60],
  ])('of %d requests in %d seconds is refused', (requests, seconds) => {
    expect(() => on(first, { requests, seconds }, () => 0)).toThrow('rate limit: expected')
  })
})
