import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenBuckets } from '../src/token-bucket.ts'
import { buckets, path, world } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)

test('a proved caller is told what its bucket holds, on errors too', async () => {
  const w = await world()
  const answers = [await w.get(target), await w.get(target), await w.get(path('nope'))]
  expect(answers.map(({ headers }) => headers.get('RateLimit-Limit'))).toEqual([
    '1200',
    '1200',
    '1200',
  ])
  expect(answers.map(({ headers }) => headers.get('RateLimit-Remaining'))).toEqual([
    '1199',
    '1198',
    '1197',
  ])
})

test('an empty bucket is a 429 that says how long to wait, and that long is enough', async () => {
  const w = await world({ rateLimit: { requests: 2, seconds: 60 } })
  const headers = await w.bearer()
  const ask = async () => w.get(target)
  await ask()
  await ask()
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(refused.headers.get('RateLimit-Remaining')).toBe('0')
  expect(refused.headers.get('Retry-After')).toBe('30')
  expect(await refused.json()).toEqual({
    detail: 'The rate limit is exceeded.',
    error: 429,
    errorCode: 'RATE_LIMITED_TOKEN_BUCKET',
    parameters: [],
    reason: 'Too Many Requests',
  })
  w.clock.now += 29_000
  expect((await w.request(target, { headers })).status).toBe(429)
  w.clock.now += 1_000
  expect((await ask()).status).toBe(200)
})

test('one caller does not empty the bucket of another', async () => {
  const w = await world({ rateLimit: { requests: 1, seconds: 60 } })
  expect((await w.get(target)).status).toBe(200)
  expect((await w.get(target)).status).toBe(429)
  expect((await w.get(target, undefined, 'owner')).status).toBe(200)
})

test('in any run of requests, no more pass than the bucket held and took in', () => {
  const steps = fc.array(fc.record({ wait: fc.nat(5_000), take: fc.nat(30) }), { maxLength: 30 })
  fc.assert(
    fc.property(steps, (run) => {
      let now = 0
      let passed = 0
      const limiter = new TokenBuckets({ requests: 20, seconds: 10 }, () => now)
      for (const { wait, take } of run) {
        now += wait
        for (let i = 0; i < take; i++) {
          const { ok, remaining, retryAfter } = limiter.take('a')
          passed += Number(ok)
          expect(remaining).toBeGreaterThanOrEqual(0)
          expect(retryAfter > 0).toBe(!ok)
        }
      }
      expect(passed).toBeLessThanOrEqual(20 + (now * 20) / 10_000 + 1e-6)
    }),
  )
})

test('callers without number do not fill the memory, and the newest ones stay', () => {
  const limiter = new TokenBuckets({ requests: 2, seconds: 60 }, () => 0)
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
])('a limit of %d requests in %d seconds is refused', async (requests, seconds) => {
  await expect(world({ rateLimit: { requests, seconds } })).rejects.toThrow('rate limit: expected')
})

test('a clock that goes back takes nothing away', () => {
  let now = 60_000
  const limiter = new TokenBuckets({ requests: 2, seconds: 60 }, () => now)
  limiter.take('a')
  now = 0
  expect(limiter.take('a')).toEqual({ ok: true, remaining: 0, retryAfter: 0 })
})
