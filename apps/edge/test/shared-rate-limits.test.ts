import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../src/lib/store-unavailable-error.ts'
import { memoryRateLimiters } from '../src/rate-limit/memory.ts'
import { sqlRateLimiters } from '../src/rate-limit/sql.ts'
import { libsqlDatabase } from '../src/store/drivers/libsql.ts'
import { buckets, createTestApp, path } from './create-test-app.ts'
import {
  arbitraryLimit,
  closeSharedRateLimiters,
  connect,
  createSharedRateLimiters,
} from './shared-rate-limiters.ts'

afterAll(closeSharedRateLimiters)

let callers = 0

describe('nodes that share a database', () => {
  test('all nodes together admit no more requests than one limit', async () => {
    const { createNode } = await createSharedRateLimiters()
    const now = () => 1_800_000_000_000
    const limit = { capacity: 20, refill: 20, seconds: 60 }
    const nodes = [createNode(), createNode()].map((limiters) => limiters('requests', limit, now))
    const pendingResults = Array.from({ length: 40 }, (_, i) => nodes[i % 2]?.take('a'))
    const results = await Promise.all(pendingResults)
    expect(results.filter((result) => result?.ok)).toHaveLength(20)
  })

  test('all nodes together admit no more than one limit over time, in any order of requests', async () => {
    const { createNode } = await createSharedRateLimiters()
    const [firstNode, secondNode] = [createNode(), createNode()]
    const step = fc.record({ wait: fc.nat(5_000), first: fc.nat(4), second: fc.nat(4) })
    await fc.assert(
      fc.asyncProperty(arbitraryLimit, fc.array(step, { maxLength: 8 }), async (limit, run) => {
        let now = 1_800_000_000_000
        const start = now
        const nodes = [firstNode, secondNode].map((limiters) =>
          limiters('requests', limit, () => now),
        )
        const caller = `caller ${callers++}`
        let passedCount = 0
        for (const step of run) {
          now += step.wait
          const nodeIndexes = [...Array(step.first).fill(0), ...Array(step.second).fill(1)]
          for (const nodeIndex of nodeIndexes)
            passedCount += Number((await nodes[nodeIndex]?.take(caller))?.ok)
        }
        const refilled = ((now - start) * limit.refill) / (limit.seconds * 1000)
        expect(passedCount).toBeLessThanOrEqual(limit.capacity + refilled + 1e-5)
      }),
      { numRuns: 30 },
    )
  })

  test('the results equal those in memory and outlive each node', async () => {
    const { createNode } = await createSharedRateLimiters()
    const steps = fc.array(fc.nat(20_000), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(arbitraryLimit, steps, async (limit, waits) => {
        let now = 1_800_000_000_000
        const inMemory = memoryRateLimiters('requests', limit, () => now)
        const caller = `caller ${callers++}`
        for (const wait of waits) {
          now += wait
          const sqlLimiter = createNode()('requests', limit, () => now)
          expect(await sqlLimiter.take(caller)).toEqual(await inMemory.take(caller))
        }
      }),
      { numRuns: 10 },
    )
  })

  test('a slow clock of one node admits no additional requests', async () => {
    const { createNode } = await createSharedRateLimiters()
    const limit = { capacity: 2, refill: 2, seconds: 60 }
    let time = 1_800_000_000_000
    const fastClockLimiter = createNode()('requests', limit, () => time)
    const slowClockLimiter = createNode()('requests', limit, () => time - 1_000)
    const results = []
    for (let i = 0; i < 30; i++) {
      results.push((await fastClockLimiter.take('a')).ok, (await slowClockLimiter.take('a')).ok)
      time += 1_000
    }
    // 2 at first, and one every 30 seconds.
    expect(results.filter(Boolean)).toHaveLength(2)
  })

  test('RateLimit-Remaining counts the requests at other nodes', async () => {
    const { createNode } = await createSharedRateLimiters()
    const firstApp = await createTestApp({ rateLimiters: createNode() })
    const secondApp = await createTestApp({ store: firstApp.store, rateLimiters: createNode() })
    const target = path(buckets[0]?._id ?? '')
    const readRemaining = async (testApp: typeof firstApp) =>
      (await testApp.get(target)).headers.get('RateLimit-Remaining')
    expect([
      await readRemaining(firstApp),
      await readRemaining(secondApp),
      await readRemaining(firstApp),
    ]).toEqual(['1199', '1198', '1197'])
  })

  test('full buckets are deleted', async () => {
    const { client, createNode } = await createSharedRateLimiters()
    let now = 1_800_000_000_000
    const limiters = createNode()
    const short = limiters('requests', { capacity: 5, refill: 5, seconds: 10 }, () => now)
    const long = limiters('tokens', { capacity: 5, refill: 5, seconds: 1000 }, () => now)
    for (const callerKey of ['a', 'b', 'c']) {
      await short.take(callerKey)
      await long.take(callerKey)
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

  test('a locked database causes 503', async () => {
    const { client, url } = await createSharedRateLimiters()
    const limiters = sqlRateLimiters(libsqlDatabase(connect(url, 0)))
    const limiter = limiters(
      'requests',
      { capacity: 5, refill: 5, seconds: 10 },
      () => 1_800_000_000_000,
    )
    const lock = await client.transaction('write')
    await expect(limiter.take('a')).rejects.toThrow(StoreUnavailableError)
    const testApp = await createTestApp({
      rateLimiters: (name, limit, now) =>
        name === 'tokens' ? memoryRateLimiters(name, limit, now) : limiters(name, limit, now),
    })
    const response = await testApp.get(path(buckets[0]?._id ?? ''))
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5'])
    await lock.rollback()
    expect((await limiter.take('a')).ok).toBe(true)
  })
})
