import { operationPath, operations, revokePath, tokenPath } from '@export-buckets/core'
import fc from 'fast-check'
import type { Context } from 'hono'
import { describe, expect, test } from 'vitest'
import { MemoryRateLimiter } from '../src/rate-limit/memory.ts'
import {
  basic,
  buckets,
  clientSecret,
  createTestApp,
  groupId,
  path,
  type TestApp,
} from './create-test-app.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)

test('authorized responses have RateLimit headers, errors included', async () => {
  const testApp = await createTestApp()
  const responses = [
    await testApp.get(target),
    await testApp.get(target),
    await testApp.get(path('nope')),
  ]
  expect(responses.map(({ headers }) => headers.get('RateLimit-Limit'))).toEqual([
    '1200',
    '1200',
    '1200',
  ])
  expect(responses.map(({ headers }) => headers.get('RateLimit-Remaining'))).toEqual([
    '1199',
    '1198',
    '1197',
  ])
})

test('an empty bucket causes 429, and a request after Retry-After is accepted', async () => {
  const testApp = await createTestApp({ rateLimit: { capacity: 2, refill: 2, seconds: 60 } })
  const headers = await testApp.bearer()
  const sendRequest = async () => testApp.get(target)
  await sendRequest()
  await sendRequest()
  const rateLimited = await sendRequest()
  expect(rateLimited.status).toBe(429)
  expect(rateLimited.headers.get('RateLimit-Remaining')).toBe('0')
  expect(rateLimited.headers.get('Retry-After')).toBe('30')
  const resource = target.slice(1)
  expect(await rateLimited.json()).toEqual({
    detail: `Rate limit exceeded for ${resource}. Please retry after 30 seconds. Request capacity: 2. Refill rate: 2 per 60 seconds. For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.`,
    error: 429,
    errorCode: 'RATE_LIMITED_TOKEN_BUCKET',
    parameters: [resource, 30, 2, 2, 60],
    reason: 'Too Many Requests',
  })
  testApp.clock.now += 29_000
  expect((await testApp.request(target, { headers })).status).toBe(429)
  testApp.clock.now += 1_000
  expect((await sendRequest()).status).toBe(200)
})

const clusters = operationPath(operations.listGroupClusters, { groupId })

test('all callers of a project share its bucket, as at Atlas', async () => {
  const testApp = await createTestApp({ rateLimit: { capacity: 2, refill: 1, seconds: 60 } })
  expect((await testApp.get(target)).status).toBe(200)
  expect((await testApp.get(target, undefined, 'owner')).status).toBe(200)
  expect((await testApp.get(target)).status).toBe(429)
  expect((await testApp.get(target, undefined, 'owner')).status).toBe(429)
})

test('a project has a bucket for each set of operations', async () => {
  const testApp = await createTestApp({ rateLimit: { capacity: 1, refill: 1, seconds: 60 } })
  expect((await testApp.get(target)).status).toBe(200)
  expect((await testApp.get(target)).status).toBe(429)
  expect((await testApp.get(clusters)).status).toBe(200)
  expect((await testApp.get(clusters)).status).toBe(429)
})

test('with a limit per caller, a caller cannot use up the bucket of another', async () => {
  const rateLimit = { capacity: 1, refill: 1, seconds: 60 }
  const testApp = await createTestApp({ rateLimit, rateLimitScope: 'caller' })
  expect((await testApp.get(target)).status).toBe(200)
  expect((await testApp.get(target)).status).toBe(429)
  expect((await testApp.get(target, undefined, 'owner')).status).toBe(200)
})

test('a token is taken after authorization, so that outsiders cannot use up the bucket of a project', async () => {
  const testApp = await createTestApp({ rateLimit: { capacity: 1, refill: 1, seconds: 60 } })
  expect((await testApp.request(target)).status).toBe(401)
  expect((await testApp.get(target, undefined, 'stranger')).status).toBe(404)
  expect((await testApp.get(target, undefined, 'manager')).status).toBe(401)
  expect((await testApp.get(target)).status).toBe(200)
})

test('a request rejected before the rate limit has no RateLimit headers', async () => {
  const testApp = await createTestApp()
  for (const rateLimited of [
    await testApp.get(target, undefined, 'stranger'),
    await testApp.get(target, undefined, 'manager'),
  ]) {
    expect(rateLimited.headers.has('RateLimit-Limit')).toBe(false)
    expect(rateLimited.headers.has('RateLimit-Remaining')).toBe(false)
  }
})

describe('the rate limit of the token endpoints', () => {
  const addressOptions = { getClientAddress: (c: Context) => c.req.header('X-Address') }
  const postFrom = (
    testApp: TestApp,
    path: string,
    body: Record<string, string>,
    address: string,
  ) =>
    testApp.request(path, {
      method: 'POST',
      headers: { ...basic('reader', clientSecret), 'X-Address': address },
      body: new URLSearchParams(body),
    })
  const grant = { grant_type: 'client_credentials' }

  test('a service account has 50 requests a minute per address, and then gets 429 with Retry-After', async () => {
    const testApp = await createTestApp(addressOptions)
    for (let count = 0; count < 50; count += 1) {
      expect((await postFrom(testApp, tokenPath, grant, '192.0.2.1')).status).toBe(200)
    }
    const rateLimited = await postFrom(testApp, tokenPath, grant, '192.0.2.1')
    expect(rateLimited.status).toBe(429)
    expect(rateLimited.headers.get('Retry-After')).toBe('2')
    expect(rateLimited.headers.get('X-Error-Code')).toBe('RATE_LIMITED')
    expect(await rateLimited.json()).toEqual({
      detail: 'Resource /api/oauth/token is limited to 50 requests every 1 minutes.',
      error: 429,
      errorCode: 'RATE_LIMITED',
      parameters: ['/api/oauth/token', 50, 1],
      reason: 'Too Many Requests',
    })
    expect((await postFrom(testApp, tokenPath, grant, '192.0.2.2')).status).toBe(200)
  })

  test.each([
    [tokenPath, grant],
    [revokePath, { token: 'expired' }],
  ])('%s has its own bucket', async (path, body) => {
    const testApp = await createTestApp({ tokenRateLimit: { capacity: 1, refill: 1, seconds: 30 } })
    expect((await postFrom(testApp, path, body, '')).status).toBe(200)
    const rateLimited = await postFrom(testApp, path, body, '')
    expect(await rateLimited.json()).toMatchObject({ error: 429, parameters: [path, 1, 0.5] })
    const otherPath = path === tokenPath ? revokePath : tokenPath
    const token = { token: 'expired', ...grant }
    expect((await postFrom(testApp, otherPath, token, '')).status).toBe(200)
  })

  test('wrong credentials take no token from the bucket of a service account', async () => {
    const testApp = await createTestApp({ tokenRateLimit: { capacity: 1, refill: 1, seconds: 60 } })
    const init = { method: 'POST', headers: basic('reader', 'wrong') }
    expect((await testApp.request(tokenPath, init)).status).toBe(401)
    expect((await postFrom(testApp, tokenPath, grant, '')).status).toBe(200)
  })
})

test('in any sequence of requests, no more are accepted than the bucket held and was refilled with', () => {
  const steps = fc.array(fc.record({ wait: fc.nat(5_000), take: fc.nat(30) }), { maxLength: 30 })
  fc.assert(
    fc.property(steps, (run) => {
      let now = 0
      let passedCount = 0
      const limiter = new MemoryRateLimiter({ capacity: 20, refill: 20, seconds: 10 }, () => now)
      for (const { wait, take } of run) {
        now += wait
        for (let i = 0; i < take; i++) {
          const { ok, remaining, retryAfter } = limiter.take('a')
          passedCount += Number(ok)
          expect(remaining).toBeGreaterThanOrEqual(0)
          expect(retryAfter > 0).toBe(!ok)
        }
      }
      expect(passedCount).toBeLessThanOrEqual(20 + (now * 20) / 10_000 + 1e-6)
    }),
  )
})

test('the number of callers in memory is bounded, and the newest stay', () => {
  const limiter = new MemoryRateLimiter({ capacity: 2, refill: 2, seconds: 60 }, () => 0)
  limiter.take('first')
  for (let i = 0; i < 20_000; i++) limiter.take(`caller ${i}`)
  expect(limiter.take('first').remaining).toBe(1)
  expect(limiter.take('caller 19999').remaining).toBe(0)
})

test.each([
  [0, 60],
  [10, 0],
  [10, -60],
  [10, Number.MIN_VALUE],
  [Number.NaN, 60],
  [Number.POSITIVE_INFINITY, 60],
])('a limit of %d requests in %d seconds is rejected', async (requests, seconds) => {
  const limit = { capacity: requests, refill: requests, seconds }
  await expect(createTestApp({ rateLimit: limit })).rejects.toThrow('rate limit: expected')
  await expect(createTestApp({ tokenRateLimit: limit })).rejects.toThrow('rate limit: expected')
})

test('a clock that is set back takes no tokens away', () => {
  let now = 60_000
  const limiter = new MemoryRateLimiter({ capacity: 2, refill: 2, seconds: 60 }, () => now)
  limiter.take('a')
  now = 0
  expect(limiter.take('a')).toEqual({ ok: true, remaining: 0, retryAfter: 0 })
})
