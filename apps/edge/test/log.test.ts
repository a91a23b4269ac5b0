import { tokenPath } from '@export-buckets/core'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { logToConsole } from '../src/http/access-log.ts'
import type { Env } from '../src/http/request-context.ts'
import { StoreUnavailableError } from '../src/index.ts'
import type { Metrics } from '../src/metrics/metrics.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  basic,
  buckets,
  clientSecret,
  createTestApp,
  path,
  privateKey,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)

test('a request is one log entry with the caller, the target and the result', async () => {
  const testApp = await createTestApp()
  const start = performance.now()
  await testApp.get(target, accept('2023-11-15'), 'owner')
  expect(testApp.log.at(-1)?.duration).toBeLessThanOrEqual(performance.now() - start + 0.01)
  expect(testApp.log.at(-1)).toEqual({
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
  const testApp = await createTestApp()
  await testApp.request(target)
  expect(testApp.log).toMatchObject([{ status: 401 }])
  await testApp.get(target, accept(), 'manager')
  expect(testApp.log.at(-1)).toMatchObject({ status: 401, errorCode: 'USER_UNAUTHORIZED' })
  expect(testApp.log[0]).not.toHaveProperty('caller')
})

test('a request that fails before routing is logged, too', async () => {
  const brokenMetrics: Metrics = {
    middleware: () => {
      throw new Error('no more counters')
    },
    onGatewayEvent: () => undefined,
    app: new Hono<Env>(),
  }
  const testApp = await createTestApp({ metrics: brokenMetrics })
  const response = await testApp.request(target)
  expect(response.status).toBe(500)
  expect(testApp.log).toMatchObject([
    {
      status: 500,
      path: target,
      requestId: response.headers.get('X-Request-Id'),
      failure: expect.stringContaining('no more counters'),
    },
  ])
})

test('a log that throws does not affect the response', async () => {
  const log = () => {
    throw new Error('the disk is full')
  }
  const testApp = await createTestApp({ log })
  expect((await testApp.get(target)).status).toBe(200)
  expect((await testApp.request(target)).status).toBe(401)
})

test('no secret, signature or token is logged', async () => {
  const testApp = await createTestApp()
  const token = await testApp.issueToken('reader')
  await testApp.request(tokenPath, {
    method: 'POST',
    headers: basic('reader', clientSecret),
    body: 'x',
  })
  await testApp.request(`${target}?access_token=${token}`, {
    headers: { ...accept(), Authorization: `Bearer ${token}` },
  })
  await testApp.digestFetch()(`${baseUrl}${target}`, { headers: accept() })
  await testApp.request(target, {
    headers: { Authorization: `Digest response="cafe", nonce="beef"` },
  })
  const logText = JSON.stringify(testApp.log)
  const secrets = [token, clientSecret, privateKey, btoa(`reader:${clientSecret}`), 'cafe', 'beef']
  for (const secret of secrets) expect(logText).not.toContain(secret)
})

test('a long path is truncated, and its control characters are escaped', async () => {
  const testApp = await createTestApp()
  await testApp.request(`/${'x'.repeat(5000)}`)
  await testApp.request('/%0a%1b[31m')
  expect(testApp.log[0]?.path).toHaveLength(200)
  expect(JSON.stringify(testApp.log[1])).toContain('"/\\n\\u001b[31m"')
})

/** Code points that a terminal or a log collector may interpret as a command, a line break or a change of text direction. */
const formatting = [
  ['control characters', 0x00, 0x1f],
  ['DEL and C1 control characters', 0x7f, 0x9f],
  ['line and paragraph separators', 0x2028, 0x2029],
  ['embeddings and overrides of direction', 0x202a, 0x202e],
  ['isolates of direction', 0x2066, 0x2069],
] as const

test.each(formatting)(
  'a console line escapes %s and parses to the same entry',
  (_, firstCode, lastCode) => {
    const consoleLog = vi.spyOn(console, 'log').mockReturnValue()
    onTestFinished(() => consoleLog.mockRestore())
    const codes = Array.from({ length: lastCode - firstCode + 1 }, (_, index) => firstCode + index)
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
    logToConsole(entry)
    const line = String(consoleLog.mock.lastCall?.[0])
    expect(line).toMatch(/^[\x20-\x7eé]+$/)
    expect(JSON.parse(line)).toEqual(entry)
  },
)

describe('an unexpected error', () => {
  /** Returns the logged failure and the response body when the store fails with an error. */
  async function requestWithFailingStore(error: unknown) {
    const store = { ...memoryStore(), serviceAccount: () => Promise.reject(error) }
    const testApp = await createTestApp({ store })
    const headers = basic('reader', clientSecret)
    const response = await testApp.request(tokenPath, { method: 'POST', headers })
    return { failureText: testApp.log.at(-1)?.failure, body: await response.text() }
  }

  test('the log has the error with its causes, and the response has neither', async () => {
    const cause = new TypeError('no way there', { cause: new Error('ENETUNREACH') })
    const { failureText, body } = await requestWithFailingStore(
      new StoreUnavailableError('away', { cause }),
    )
    expect(failureText).toMatch(/^StoreUnavailableError: away\n {4}at /)
    expect(failureText).toMatch(
      /\ncaused by: TypeError: no way there\ncaused by: Error: ENETUNREACH$/,
    )
    expect(body).not.toMatch(/way|ENETUNREACH/)
  })

  test('a circular cause is logged five times', async () => {
    const error = new StoreUnavailableError('round')
    error.cause = error
    const { failureText } = await requestWithFailingStore(error)
    expect(failureText?.match(/caused by/g)).toHaveLength(5)
  })
})
