import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { RateLimiterFactory, RateLimitResult } from '../src/rate-limit/limiter.ts'
import { memoryRateLimiters } from '../src/rate-limit/memory.ts'
import { sqlRateLimiters } from '../src/rate-limit/sql.ts'
import { sqliteDatabase } from '../src/store/drivers/sqlite.ts'
import { readMigrations } from '../src/store/migrate.ts'
import { migrateSqlite } from '../src/store/migrate-sqlite.ts'
import {
  arbitraryLimit,
  closeSharedRateLimiters,
  createSharedRateLimiters,
} from './shared-rate-limiters.ts'

afterAll(closeSharedRateLimiters)

let callers = 0

describe.each<[string, () => Promise<RateLimiterFactory>]>([
  ['memory', async () => memoryRateLimiters],
  ['libSQL', async () => (await createSharedRateLimiters()).createNode()],
])('rate limiters in %s', async (_, make) => {
  const limiters = await make()

  test('no more requests are accepted than the bucket held and was refilled with', async () => {
    const steps = fc.array(fc.record({ wait: fc.nat(5_000), take: fc.nat(6) }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(arbitraryLimit, steps, async (limit, run) => {
        let now = 1_800_000_000_000
        const start = now
        const limiter = limiters('requests', limit, () => now)
        const caller = `caller ${callers++}`
        let passedCount = 0
        for (const { wait, take } of run) {
          now += wait
          for (let i = 0; i < take; i++) passedCount += Number((await limiter.take(caller)).ok)
        }
        const refilled = ((now - start) * limit.refill) / (limit.seconds * 1000)
        expect(passedCount).toBeLessThanOrEqual(limit.capacity + refilled + 1e-5)
      }),
      { numRuns: 60 },
    )
  })

  test('a request is accepted after retryAfter seconds and rejected one second earlier', async () => {
    const gaps = fc.array(fc.nat(3_000), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(arbitraryLimit, gaps, async (limit, run) => {
        let now = 1_800_000_000_000
        const limiter = limiters('requests', limit, () => now)
        const caller = `caller ${callers++}`
        for (const gap of run) {
          now += gap
          let lastResult: RateLimitResult = await limiter.take(caller)
          while (lastResult.ok) lastResult = await limiter.take(caller)
          expect(lastResult.remaining).toBe(0)
          now += (lastResult.retryAfter - 1) * 1000
          if (lastResult.retryAfter > 1) expect((await limiter.take(caller)).ok).toBe(false)
          now += 1000
          expect((await limiter.take(caller)).ok).toBe(true)
        }
      }),
      { numRuns: 25, examples: [[{ capacity: 1, refill: 1, seconds: 43 }, [0, 0]]] },
    )
  })

  test('remaining counts down to zero', async () => {
    const limiter = limiters(
      'requests',
      { capacity: 3, refill: 3, seconds: 60 },
      () => 1_800_000_000_000,
    )
    const results = []
    for (let i = 0; i < 4; i++) results.push(await limiter.take('down'))
    expect(results).toEqual([
      { ok: true, remaining: 2, retryAfter: 0 },
      { ok: true, remaining: 1, retryAfter: 0 },
      { ok: true, remaining: 0, retryAfter: 0 },
      { ok: false, remaining: 0, retryAfter: 20 },
    ])
  })

  test('callers and kinds of limits have separate buckets', async () => {
    const limit = { capacity: 1, refill: 1, seconds: 60 }
    const now = () => 1_800_000_000_000
    const [requests, tokens] = [limiters('requests', limit, now), limiters('tokens', limit, now)]
    expect((await requests.take('apart')).ok).toBe(true)
    expect((await requests.take('apart')).ok).toBe(false)
    expect((await tokens.take('apart')).ok).toBe(true)
    expect((await requests.take('apart too')).ok).toBe(true)
  })

  test.each(["a'; DROP TABLE rate_limit; --", '*', 'a*', '', 'é\n'])(
    'a caller named %j has its own bucket',
    async (caller) => {
      const limit = { capacity: 1, refill: 1, seconds: 60 }
      const limiter = limiters('requests', limit, () => 1_800_000_000_000)
      expect((await limiter.take(caller)).ok).toBe(true)
      expect((await limiter.take(caller)).ok).toBe(false)
    },
  )

  test('a clock that moves back and forth refills each token once', async () => {
    let now = 1_800_000_000_000
    const limiter = limiters('requests', { capacity: 2, refill: 2, seconds: 60 }, () => now)
    await limiter.take('swing')
    await limiter.take('swing')
    const acceptances = []
    for (const step of [-20_000, 20_000, -20_000, 20_000]) {
      now += step
      acceptances.push((await limiter.take('swing')).ok)
    }
    expect(acceptances).toEqual([false, false, false, false])
  })

  test('a token taken by a slow clock is refilled by the fast clock', async () => {
    let now = 1_800_000_000_000
    const limiter = limiters('requests', { capacity: 2, refill: 2, seconds: 60 }, () => now)
    expect((await limiter.take('behind')).ok).toBe(true)
    now -= 20_000
    expect((await limiter.take('behind')).ok).toBe(true)
    now += 30_000
    expect((await limiter.take('behind')).ok).toBe(false)
    now += 20_000
    expect((await limiter.take('behind')).ok).toBe(true)
  })

  test('a shorter limit does not delete buckets of a longer one', async () => {
    let now = 1_800_000_000_000
    const long = limiters('requests', { capacity: 1, refill: 1, seconds: 3_600 }, () => now)
    const short = limiters('tokens', { capacity: 1, refill: 1, seconds: 60 }, () => now)
    expect((await long.take('long')).ok).toBe(true)
    now += 120_000
    expect((await short.take('short')).ok).toBe(true)
    expect((await long.take('long')).ok).toBe(false)
  })

  test('a clock that was far ahead locks no caller out', async () => {
    let now = 1_900_000_000_000
    const limiter = limiters('requests', { capacity: 1, refill: 1, seconds: 60 }, () => now)
    await limiter.take('ahead')
    now = 1_800_000_000_000
    expect((await limiter.take('ahead')).ok).toBe(true)
  })

  test('a limit that admits no requests is rejected', () => {
    expect(() => limiters('requests', { capacity: 0, refill: 0, seconds: 60 }, () => 0)).toThrow(
      'rate limit: expected',
    )
  })
})

test('the database deletes a bucket that is full again', async () => {
  const database = new DatabaseSync(':memory:')
  migrateSqlite(database, readMigrations())
  let now = 1_800_000_000_000
  const limit = { capacity: 1, refill: 1, seconds: 60 }
  const limiter = sqlRateLimiters(sqliteDatabase(database))('requests', limit, () => now)
  await limiter.take('old')
  now += 60_001
  await limiter.take('new')
  const storedKeys = database.prepare('SELECT caller FROM rate_limit').all()
  expect(storedKeys.map((row) => row['caller'])).toEqual(['requests new'])
  database.close()
})
