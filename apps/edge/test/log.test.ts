import { tokenPath } from '@export-buckets/core'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Env } from '../src/env.ts'
import { StoreUnavailableError } from '../src/index.ts'
import type { Metrics } from '../src/metrics/metrics.ts'
import { consoleLog } from '../src/request-log.ts'
import { memoryStore } from '../src/store/memory.ts'
import { baseUrl } from './mounting.ts'
import { accept, basic, buckets, clientSecret, path, privateKey, world } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)

test('a request is one entry: who asked for what, what came of it', async () => {
  const w = await world()
  const start = performance.now()
  await w.get(target, accept('2023-11-15'), 'owner')
  expect(w.log.at(-1)?.duration).toBeLessThanOrEqual(performance.now() - start + 0.01)
  expect(w.log.at(-1)).toEqual({
    time: '2026-11-24T12:00:00.000Z',
    level: 'info',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'GET',
    path: target,
    status: 200,
    duration: expect.any(Number),
    caller: 'owner',
    version: '2023-01-01',
  })
})

test('an error is logged with its code', async () => {
  const w = await world()
  await w.request(target)
  expect(w.log).toMatchObject([{ status: 401 }])
  await w.get(target, accept(), 'manager')
  expect(w.log.at(-1)).toMatchObject({ status: 401, errorCode: 'USER_UNAUTHORIZED' })
  expect(w.log[0]).not.toHaveProperty('caller')
})

test('a request that fails before anything could handle it is logged, too', async () => {
  const broken: Metrics = {
    requests: () => {
      throw new Error('no more counters')
    },
    observe: () => undefined,
    page: new Hono<Env>(),
  }
  const w = await world({ metrics: broken })
  const answer = await w.request(target)
  expect(answer.status).toBe(500)
  expect(w.log).toMatchObject([
    {
      status: 500,
      path: target,
      requestId: answer.headers.get('X-Request-Id'),
      failure: expect.stringContaining('no more counters'),
    },
  ])
})

test('a log that fails costs no answer', async () => {
  const log = () => {
    throw new Error('the disk is full')
  }
  const w = await world({ log })
  expect((await w.get(target)).status).toBe(200)
  expect((await w.request(target)).status).toBe(401)
})

test('no secret, signature or token is in the log', async () => {
  const w = await world()
  const token = await w.newToken('reader')
  await w.request(tokenPath, { method: 'POST', headers: basic('reader', clientSecret), body: 'x' })
  await w.request(`${target}?access_token=${token}`, {
    headers: { ...accept(), Authorization: `Bearer ${token}` },
  })
  await w.digestFetch()(`${baseUrl}${target}`, { headers: accept() })
  await w.request(target, { headers: { Authorization: `Digest response="cafe", nonce="beef"` } })
  const said = JSON.stringify(w.log)
  const secrets = [token, clientSecret, privateKey, btoa(`reader:${clientSecret}`), 'cafe', 'beef']
  for (const secret of secrets) expect(said).not.toContain(secret)
})

test('a path without end is cut, and its control characters stay escaped', async () => {
  const w = await world()
  await w.request(`/${'x'.repeat(5000)}`)
  await w.request('/%0a%1b[31m')
  expect(w.log[0]?.path).toHaveLength(200)
  expect(JSON.stringify(w.log[1])).toContain('"/\\n\\u001b[31m"')
})

/** What a terminal or a collector of logs may take for a command, a line break or a change of direction. */
const formatting = [
  ['control characters', 0x00, 0x1f],
  ['DEL and C1 control characters', 0x7f, 0x9f],
  ['line and paragraph separators', 0x2028, 0x2029],
  ['embeddings and overrides of direction', 0x202a, 0x202e],
  ['isolates of direction', 0x2066, 0x2069],
] as const

test.each(formatting)('a line on the console escapes %s, and says the same', (_, first, last) => {
  const said = vi.spyOn(console, 'log').mockReturnValue()
  onTestFinished(() => said.mockRestore())
  const codes = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const path = `/é${String.fromCharCode(...codes)}`
  const entry = {
    time: '',
    level: 'info',
    requestId: '',
    method: '',
    path,
    status: 200,
    duration: 1,
  } as const
  consoleLog(entry)
  const line = String(said.mock.lastCall?.[0])
  expect(line).toMatch(/^[\x20-\x7eé]+$/)
  expect(JSON.parse(line)).toEqual(entry)
})

describe('an error that nobody foresaw', () => {
  /** What the log says, and the answer, when the store fails. */
  async function failing(error: unknown) {
    const store = { ...memoryStore(), serviceAccount: () => Promise.reject(error) }
    const w = await world({ store })
    const headers = basic('reader', clientSecret)
    const answer = await w.request(tokenPath, { method: 'POST', headers })
    return { said: w.log.at(-1)?.failure, answer: await answer.text() }
  }

  test('is logged with what caused it, of which the caller learns nothing', async () => {
    const cause = new TypeError('no way there', { cause: new Error('ENETUNREACH') })
    const { said, answer } = await failing(new StoreUnavailableError('away', { cause }))
    expect(said).toMatch(/^StoreUnavailableError: away\n {4}at /)
    expect(said).toMatch(/\ncaused by: TypeError: no way there\ncaused by: Error: ENETUNREACH$/)
    expect(answer).not.toMatch(/way|ENETUNREACH/)
  })

  test('that causes itself has an end', async () => {
    const error = new StoreUnavailableError('round')
    error.cause = error
    const { said } = await failing(error)
    expect(said?.match(/caused by/g)).toHaveLength(5)
  })
})
