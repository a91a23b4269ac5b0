import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { durableRateLimiters } from '../src/rate-limit-object.ts'
import type { Taken } from '../src/rate-limiter.ts'
import { StoreUnavailableError } from '../src/store/store.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-object-'))

const modules = [
  new URL('./workers/rate-limits.ts', import.meta.url),
  new URL('../src/rate-limit-object.ts', import.meta.url),
  new URL('../src/rate-limiter.ts', import.meta.url),
  new URL('../src/store/store.ts', import.meta.url),
].map((url) => ({
  type: 'ESModule' as const,
  path: fileURLToPath(url),
  contents: stripTypeScriptTypes(readFileSync(url, 'utf8')),
}))

/** Two Workers, each an isolate of its own, that share the objects of the first. */
function workerd(className: 'Turned' | 'RateLimitObject'): Miniflare {
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

let runtime: Miniflare
beforeAll(() => {
  runtime = workerd('Turned')
})
afterAll(async () => {
  await runtime.dispose()
  rmSync(folder, { recursive: true })
})

const ask = async (worker: string, path: string): Promise<Taken> => {
  const answer = await runtime.dispatchFetch(`http://${worker}${path}`)
  if (!answer.ok) throw new Error(await answer.text())
  return JSON.parse(await answer.text())
}
const take = (worker: string, caller: string, requests = 3, seconds = 60) =>
  ask(worker, `/requests?caller=${caller}&requests=${requests}&seconds=${seconds}`)
let turned = 0
async function turn(milliseconds: number): Promise<void> {
  turned += milliseconds
  await ask('first', `/clock?milliseconds=${milliseconds}`)
}

/** Everything that was in memory is gone afterwards, but not the time of day. */
async function restart(className: 'Turned' | 'RateLimitObject'): Promise<void> {
  await runtime.dispose()
  runtime = workerd(className)
  await ask('first', `/clock?milliseconds=${turned}`)
}

describe('a bucket that is a Durable Object', () => {
  test('is one for all Workers: together they let no more through than the limit', async () => {
    const asked = Array.from({ length: 60 }, (_, i) =>
      take(i % 2 ? 'first' : 'second', 'shared', 20),
    )
    const answers = await Promise.all(asked)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20)
    const left = answers.filter(({ ok }) => ok).map(({ remaining }) => remaining)
    expect(left.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  test('fills at a steady pace, by the clock of the object', async () => {
    for (let i = 0; i < 3; i++) expect((await take('second', 'paced')).ok).toBe(true)
    expect(await take('first', 'paced')).toEqual({ ok: false, remaining: 0, retryAfter: 20 })
    await turn(19_000)
    expect(await take('second', 'paced')).toEqual({ ok: false, remaining: 0, retryAfter: 1 })
    await turn(1_000)
    expect(await take('second', 'paced')).toEqual({ ok: true, remaining: 0, retryAfter: 0 })
    await turn(3_600_000)
    expect((await take('first', 'paced')).remaining).toBe(2)
  })

  test('is each caller’s own, and for each thing that is limited another', async () => {
    expect((await take('first', 'one', 1)).ok).toBe(true)
    expect((await take('first', 'one', 1)).ok).toBe(false)
    expect((await take('first', 'two', 1)).ok).toBe(true)
    expect((await ask('first', '/tokens?caller=one&requests=1&seconds=60')).ok).toBe(true)
  })

  test('holds no more than a limit that has become smaller', async () => {
    expect((await take('first', 'shrunk', 100)).remaining).toBe(99)
    expect((await take('first', 'shrunk', 5)).remaining).toBe(4)
  })

  test('is not full again after an eviction', async () => {
    for (let i = 0; i < 3; i++) await take('first', 'evicted')
    await restart('Turned')
    expect(await take('second', 'evicted')).toEqual({ ok: false, remaining: 0, retryAfter: 20 })
  })

  test('goes by the time of the machine where it is deployed', async () => {
    await restart('RateLimitObject')
    expect((await take('first', 'deployed', 1)).ok).toBe(true)
    const { ok, retryAfter } = await take('second', 'deployed', 1)
    expect([ok, retryAfter > 50]).toEqual([false, true])
  })
})

describe('durableRateLimiters', () => {
  const limit = { requests: 1, seconds: 60 }
  const namespace = (fetch: () => Promise<{ json(): Promise<unknown> }>) => ({
    getByName: () => ({ fetch }),
  })

  test.each([
    ['cannot be reached', () => Promise.reject(new Error('Durable Object is overloaded.'))],
    ['answers something else', async () => Response.json({ ok: true })],
    ['answers no JSON', async () => new Response('error code: 1101', { status: 500 })],
  ])('are unavailable when the object %s', async (_, fetch) => {
    const limiter = durableRateLimiters(namespace(fetch))('requests', limit, Date.now)
    await expect(limiter.take('a')).rejects.toThrow(StoreUnavailableError)
  })

  test('refuse a limit that lets nothing through', () => {
    const limiters = durableRateLimiters(namespace(async () => new Response()))
    expect(() => limiters('requests', { requests: 0, seconds: 60 }, Date.now)).toThrow(
      'rate limit: expected',
    )
  })
})
