import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { libsqlDatabase } from '../src/store/libsql.ts'
import { sqlRateLimiters } from '../src/store/rate-limiters.ts'
import { StoreUnavailableError } from '../src/store/store.ts'
import { memoryRateLimiters } from '../src/token-bucket.ts'
import { closeLimits, connect, limits, sharedLimits } from './limits.ts'
import { buckets, path, world } from './world.ts'

afterAll(closeLimits)

let callers = 0

describe('nodes that share a database', () => {
  test('together let no more through than one limit', async () => {
    const { node } = await sharedLimits()
    const now = () => 1_800_000_000_000
    const limit = { capacity: 20, refill: 20, seconds: 60 }
    const nodes = [node(), node()].map((limiters) => limiters('requests', limit, now))
    const asked = Array.from({ length: 40 }, (_, i) => nodes[i % 2]?.take('a'))
    const answers = await Promise.all(asked)
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(20)
  })

  test('in whatever order they ask, as long as they run', async () => {
    const { node } = await sharedLimits()
    const [first, second] = [node(), node()]
    const step = fc.record({ wait: fc.nat(5_000), first: fc.nat(4), second: fc.nat(4) })
    await fc.assert(
      fc.asyncProperty(limits, fc.array(step, { maxLength: 8 }), async (limit, run) => {
        let now = 1_800_000_000_000
        const start = now
        const nodes = [first, second].map((limiters) => limiters('requests', limit, () => now))
        const caller = `caller ${callers++}`
        let passed = 0
        for (const step of run) {
          now += step.wait
          const turns = [...Array(step.first).fill(0), ...Array(step.second).fill(1)]
          for (const turn of turns) passed += Number((await nodes[turn]?.take(caller))?.ok)
        }
        const inflow = ((now - start) * limit.refill) / (limit.seconds * 1000)
        expect(passed).toBeLessThanOrEqual(limit.capacity + inflow + 1e-5)
      }),
      { numRuns: 30 },
    )
  })

  test('say the same as a bucket in memory, and remember it when a node has gone', async () => {
    const { node } = await sharedLimits()
    const steps = fc.array(fc.nat(20_000), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(limits, steps, async (limit, waits) => {
        let now = 1_800_000_000_000
        const inMemory = memoryRateLimiters('requests', limit, () => now)
        const caller = `caller ${callers++}`
        for (const wait of waits) {
          now += wait
          const stored = node()('requests', limit, () => now)
          expect(await stored.take(caller)).toEqual(await inMemory.take(caller))
        }
      }),
      { numRuns: 10 },
    )
  })

  test('also when one’s clock is behind', async () => {
    const { node } = await sharedLimits()
    const limit = { capacity: 2, refill: 2, seconds: 60 }
    let time = 1_800_000_000_000
    const ahead = node()('requests', limit, () => time)
    const behind = node()('requests', limit, () => time - 1_000)
    const passed = []
    for (let i = 0; i < 30; i++) {
      passed.push((await ahead.take('a')).ok, (await behind.take('a')).ok)
      time += 1_000
    }
    // 2 to begin with, and one each 30 seconds.
    expect(passed.filter(Boolean)).toHaveLength(2)
  })

  test('an app counts down what another one has used', async () => {
    const { node } = await sharedLimits()
    const first = await world({ rateLimiters: node() })
    const second = await world({ store: first.store, rateLimiters: node() })
    const target = path(buckets[0]?._id ?? '')
    const left = async (w: typeof first) => (await w.get(target)).headers.get('RateLimit-Remaining')
    expect([await left(first), await left(second), await left(first)]).toEqual([
      '1199',
      '1198',
      '1197',
    ])
  })

  test('do not keep what is as good as full', async () => {
    const { client, node } = await sharedLimits()
    let now = 1_800_000_000_000
    const limiters = node()
    const short = limiters('requests', { capacity: 5, refill: 5, seconds: 10 }, () => now)
    const long = limiters('tokens', { capacity: 5, refill: 5, seconds: 1000 }, () => now)
    for (const caller of ['a', 'b', 'c']) {
      await short.take(caller)
      await long.take(caller)
    }
    now += 10_001
    await short.take('d')
    const { rows } = await client.execute('SELECT caller FROM rate_limit ORDER BY caller')
    expect(rows.map((row) => row['caller'])).toEqual([
      'requests d',
      'tokens a',
      'tokens b',
      'tokens c',
    ])
  })

  test('answer 503 while the database is locked', async () => {
    const { client, url } = await sharedLimits()
    const limiters = sqlRateLimiters(libsqlDatabase(connect(url, 0)))
    const limiter = limiters(
      'requests',
      { capacity: 5, refill: 5, seconds: 10 },
      () => 1_800_000_000_000,
    )
    const lock = await client.transaction('write')
    await expect(limiter.take('a')).rejects.toThrow(StoreUnavailableError)
    const w = await world({
      rateLimiters: (name, limit, now) =>
        name === 'tokens' ? memoryRateLimiters(name, limit, now) : limiters(name, limit, now),
    })
    const answer = await w.get(path(buckets[0]?._id ?? ''))
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
    await lock.rollback()
    expect((await limiter.take('a')).ok).toBe(true)
  })
})
