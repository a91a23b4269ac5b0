import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { RateLimiters, Taken } from '../src/rate-limiter.ts'
import { libsqlDatabase } from '../src/store/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { sqlRateLimiters } from '../src/store/rate-limiters.ts'
import { StoreUnavailableError } from '../src/store/store.ts'
import { memoryRateLimiters } from '../src/token-bucket.ts'
import { buckets, path, world } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-limits-'))
const opened: ReturnType<typeof createClient>[] = []

/** A database file, and what connects a node to it. */
async function shared() {
  const url = `file:${join(folder, `${opened.length}.db`)}`
  const connect = () => {
    const client = createClient({ url, timeout: 5_000 })
    opened.push(client)
    return client
  }
  const client = connect()
  await client.execute('PRAGMA journal_mode = WAL')
  await migrate(client, readMigrations())
  return { client, node: () => sqlRateLimiters(libsqlDatabase(connect())) }
}

afterAll(() => {
  for (const client of opened) client.close()
  rmSync(folder, { recursive: true })
})

const limits = fc.record({
  requests: fc.integer({ min: 1, max: 30 }),
  seconds: fc.integer({ min: 1, max: 90 }),
})
let callers = 0

describe.each<[string, () => Promise<RateLimiters>]>([
  ['memory', async () => memoryRateLimiters],
  ['libSQL', async () => (await shared()).node()],
])('limiters in %s', async (_, make) => {
  const limiters = await make()

  test('let through what the bucket held and took in, and no more', async () => {
    const steps = fc.array(fc.record({ wait: fc.nat(5_000), take: fc.nat(6) }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(limits, steps, async (limit, run) => {
        let now = 1_800_000_000_000
        const start = now
        const limiter = limiters('requests', limit, () => now)
        const caller = `caller ${callers++}`
        let passed = 0
        for (const { wait, take } of run) {
          now += wait
          for (let i = 0; i < take; i++) passed += Number((await limiter.take(caller)).ok)
        }
        const inflow = ((now - start) * limit.requests) / (limit.seconds * 1000)
        expect(passed).toBeLessThanOrEqual(limit.requests + inflow + 1e-5)
      }),
      { numRuns: 60 },
    )
  })

  test('say how long to wait, and that long is enough; a second less is not', async () => {
    const gaps = fc.array(fc.nat(3_000), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(limits, gaps, async (limit, run) => {
        let now = 1_800_000_000_000
        const limiter = limiters('requests', limit, () => now)
        const caller = `caller ${callers++}`
        for (const gap of run) {
          now += gap
          let last: Taken = await limiter.take(caller)
          while (last.ok) last = await limiter.take(caller)
          expect(last.remaining).toBe(0)
          now += (last.retryAfter - 1) * 1000
          if (last.retryAfter > 1) expect((await limiter.take(caller)).ok).toBe(false)
          now += 1000
          expect((await limiter.take(caller)).ok).toBe(true)
        }
      }),
      { numRuns: 25, examples: [[{ requests: 1, seconds: 43 }, [0, 0]]] },
    )
  })

  test('count what is left down to nothing', async () => {
    const limiter = limiters('requests', { requests: 3, seconds: 60 }, () => 1_800_000_000_000)
    const said = []
    for (let i = 0; i < 4; i++) said.push(await limiter.take('down'))
    expect(said).toEqual([
      { ok: true, remaining: 2, retryAfter: 0 },
      { ok: true, remaining: 1, retryAfter: 0 },
      { ok: true, remaining: 0, retryAfter: 0 },
      { ok: false, remaining: 0, retryAfter: 20 },
    ])
  })

  test('keep callers, and what is limited, apart', async () => {
    const limit = { requests: 1, seconds: 60 }
    const now = () => 1_800_000_000_000
    const [requests, tokens] = [limiters('requests', limit, now), limiters('tokens', limit, now)]
    expect((await requests.take('apart')).ok).toBe(true)
    expect((await requests.take('apart')).ok).toBe(false)
    expect((await tokens.take('apart')).ok).toBe(true)
    expect((await requests.take('apart too')).ok).toBe(true)
  })

  test.each(["a'; DROP TABLE rate_limit; --", '*', 'a*', '', 'é\n'])(
    'a caller named %j has a bucket like any other',
    async (caller) => {
      const limit = { requests: 1, seconds: 60 }
      const limiter = limiters('requests', limit, () => 1_800_000_000_000)
      expect((await limiter.take(caller)).ok).toBe(true)
      expect((await limiter.take(caller)).ok).toBe(false)
    },
  )

  test('a clock that goes back and forth lets nothing flow in twice', async () => {
    let now = 1_800_000_000_000
    const limiter = limiters('requests', { requests: 2, seconds: 60 }, () => now)
    await limiter.take('swing')
    await limiter.take('swing')
    const seen = []
    for (const step of [-20_000, 20_000, -20_000, 20_000]) {
      now += step
      seen.push((await limiter.take('swing')).ok)
    }
    expect(seen).toEqual([false, false, false, false])
  })

  test('a clock that was far ahead locks nobody out', async () => {
    let now = 1_900_000_000_000
    const limiter = limiters('requests', { requests: 1, seconds: 60 }, () => now)
    await limiter.take('ahead')
    now = 1_800_000_000_000
    expect((await limiter.take('ahead')).ok).toBe(true)
  })

  test('a limit that lets nothing through is refused', () => {
    expect(() => limiters('requests', { requests: 0, seconds: 60 }, () => 0)).toThrow(
      'rate limit: expected',
    )
  })
})

describe('nodes that share a database', () => {
  test('together let no more through than one limit', async () => {
    const { node } = await shared()
    const now = () => 1_800_000_000_000
    const limit = { requests: 20, seconds: 60 }
    const nodes = [node(), node()].map((limiters) => limiters('requests', limit, now))
    const asked = Array.from({ length: 40 }, (_, i) => nodes[i % 2]?.take('a'))
    const answers = await Promise.all(asked)
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(20)
  })

  test('in whatever order they ask, as long as they run', async () => {
    const { node } = await shared()
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
        const inflow = ((now - start) * limit.requests) / (limit.seconds * 1000)
        expect(passed).toBeLessThanOrEqual(limit.requests + inflow + 1e-5)
      }),
      { numRuns: 30 },
    )
  })

  test('say the same as a bucket in memory, and remember it when a node has gone', async () => {
    const { node } = await shared()
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
    const { node } = await shared()
    const limit = { requests: 2, seconds: 60 }
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
    const { node } = await shared()
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
    const { client, node } = await shared()
    let now = 1_800_000_000_000
    const limiters = node()
    const short = limiters('requests', { requests: 5, seconds: 10 }, () => now)
    const long = limiters('tokens', { requests: 5, seconds: 1000 }, () => now)
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
    const { client } = await shared()
    const [{ file } = { file: '' }] = (await client.execute('PRAGMA database_list')).rows
    const impatient = createClient({ url: `file:${file}`, timeout: 0 })
    opened.push(impatient)
    const limiters = sqlRateLimiters(libsqlDatabase(impatient))
    const limiter = limiters('requests', { requests: 5, seconds: 10 }, () => 1_800_000_000_000)
    const lock = await client.transaction('write')
    await expect(limiter.take('a')).rejects.toThrow(StoreUnavailableError)
    const w = await world({
      rateLimiters: (name, limit, now) =>
        name === 'requests' ? limiters(name, limit, now) : memoryRateLimiters(name, limit, now),
    })
    const answer = await w.get(path(buckets[0]?._id ?? ''))
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
    await lock.rollback()
    expect((await limiter.take('a')).ok).toBe(true)
  })
})
