import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Miniflare } from 'miniflare'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../src/lib/store-unavailable-error.ts'
import { durableObjectRateLimiters } from '../src/rate-limit/durable-object.ts'
import type { RateLimitResult } from '../src/rate-limit/limiter.ts'

const root = join(import.meta.dirname, '..')

const modules = [
  new URL('./workers/clocked-rate-limits.ts', import.meta.url),
  new URL('../src/rate-limit/durable-object.ts', import.meta.url),
  new URL('../src/rate-limit/limiter.ts', import.meta.url),
  new URL('../src/lib/store-unavailable-error.ts', import.meta.url),
].map((url) => ({
  type: 'ESModule' as const,
  path: fileURLToPath(url),
  contents: stripTypeScriptTypes(readFileSync(url, 'utf8')),
}))

type ClassName = 'ClockedRateLimitObject' | 'RateLimitObject'

/** Starts two Workers in separate isolates that share the objects of the first. */
function startWorkers(className: ClassName, folder: string): Miniflare {
  const common = { modulesRoot: root, modules, compatibilityDate: '2026-01-01' }
  const limits = { className, useSQLite: true }
  return new Miniflare({
    durableObjectsPersist: folder,
    workers: [
      { ...common, name: 'first', routes: ['first/*'], durableObjects: { LIMITS: limits } },
      {
        ...common,
        name: 'second',
        routes: ['second/*'],
        durableObjects: { LIMITS: { ...limits, scriptName: 'first' } },
      },
    ],
  })
}

/** Workers with their own storage. */
class Workers implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'export-buckets-object-'))
  readonly #className: ClassName
  #runtime: Miniflare
  #clockOffset = 0

  constructor(className: ClassName = 'ClockedRateLimitObject') {
    this.#className = className
    this.#runtime = startWorkers(className, this.#folder)
  }

  async requestWorker(worker: string, path: string): Promise<RateLimitResult> {
    const response = await this.#runtime.dispatchFetch(`http://${worker}${path}`)
    if (!response.ok) throw new Error(await response.text())
    return JSON.parse(await response.text())
  }

  take(worker: string, caller: string, requests = 3, seconds = 60): Promise<RateLimitResult> {
    return this.requestWorker(
      worker,
      `/requests?caller=${caller}&requests=${requests}&seconds=${seconds}`,
    )
  }

  async advanceClock(milliseconds: number): Promise<void> {
    this.#clockOffset += milliseconds
    await this.requestWorker('first', `/clock?milliseconds=${milliseconds}`)
  }

  /** Restarts the runtime, which clears its memory but keeps the time of the test's clock. */
  async restart(): Promise<void> {
    await this.#runtime.dispose()
    this.#runtime = startWorkers(this.#className, this.#folder)
    await this.requestWorker('first', `/clock?milliseconds=${this.#clockOffset}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#runtime.dispose()
    rmSync(this.#folder, { recursive: true })
  }
}

describe('a rate limit in a Durable Object', () => {
  test('all Workers together admit no more requests than the limit', async () => {
    await using workers = new Workers()
    const pendingResults = Array.from({ length: 60 }, (_, i) =>
      workers.take(i % 2 ? 'first' : 'second', 'shared', 20),
    )
    const results = await Promise.all(pendingResults)
    expect(results.filter(({ ok }) => ok)).toHaveLength(20)
    const remaining = results.filter(({ ok }) => ok).map(({ remaining }) => remaining)
    expect(remaining.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  test('tokens are refilled at a steady rate by the clock of the object', async () => {
    await using workers = new Workers()
    const takePaced = (worker: string) => workers.take(worker, 'paced')
    for (let i = 0; i < 3; i++) expect((await takePaced('second')).ok).toBe(true)
    expect(await takePaced('first')).toEqual({ ok: false, remaining: 0, retryAfter: 20 })
    await workers.advanceClock(19_000)
    expect(await takePaced('second')).toEqual({ ok: false, remaining: 0, retryAfter: 1 })
    await workers.advanceClock(1_000)
    expect(await takePaced('second')).toEqual({ ok: true, remaining: 0, retryAfter: 0 })
    await workers.advanceClock(3_600_000)
    expect((await takePaced('first')).remaining).toBe(2)
  })

  test('each caller and each kind of limit has its own bucket', async () => {
    await using workers = new Workers()
    expect((await workers.take('first', 'one', 1)).ok).toBe(true)
    expect((await workers.take('first', 'one', 1)).ok).toBe(false)
    expect((await workers.take('first', 'two', 1)).ok).toBe(true)
    expect(
      (await workers.requestWorker('first', '/tokens?caller=one&requests=1&seconds=60')).ok,
    ).toBe(true)
  })

  test('a bucket holds no more than a reduced limit', async () => {
    await using workers = new Workers()
    expect((await workers.take('first', 'shrunk', 100)).remaining).toBe(99)
    expect((await workers.take('first', 'shrunk', 5)).remaining).toBe(4)
  })

  test('an eviction does not refill a bucket', async () => {
    await using workers = new Workers()
    for (let i = 0; i < 3; i++) await workers.take('first', 'evicted')
    await workers.restart()
    const result = await workers.take('second', 'evicted')
    expect(result).toEqual({ ok: false, remaining: 0, retryAfter: 20 })
  })

  test('the deployed class uses the time of the machine', async () => {
    await using workers = new Workers('RateLimitObject')
    expect((await workers.take('first', 'deployed', 1)).ok).toBe(true)
    const { ok, retryAfter } = await workers.take('second', 'deployed', 1)
    expect([ok, retryAfter > 50]).toEqual([false, true])
  })
})

describe('durableObjectRateLimiters', () => {
  const limit = { capacity: 1, refill: 1, seconds: 60 }
  const namespace = (fetch: () => Promise<{ json(): Promise<unknown> }>) => ({
    getByName: () => ({ fetch }),
  })

  test.each([
    ['cannot be reached', () => Promise.reject(new Error('Durable Object is overloaded.'))],
    ['returns another shape', async () => Response.json({ ok: true })],
    ['returns no JSON', async () => new Response('error code: 1101', { status: 500 })],
  ])('the limiter is unavailable when the object %s', async (_, fetch) => {
    const limiter = durableObjectRateLimiters(namespace(fetch))('requests', limit, Date.now)
    await expect(limiter.take('a')).rejects.toThrow(StoreUnavailableError)
  })

  test('a limit that admits no requests is rejected', () => {
    const limiters = durableObjectRateLimiters(namespace(async () => new Response()))
    expect(() => limiters('requests', { capacity: 0, refill: 0, seconds: 60 }, Date.now)).toThrow(
      'rate limit: expected',
    )
  })
})
