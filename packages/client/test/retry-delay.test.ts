import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { describe, expect, test, vi } from 'vitest'
import { AtlasApiError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import {
  respondInSequence,
  respondWithBucket,
  respondWithError,
  respondWithStatus,
} from './fakes/fake-atlas.ts'
import { expectRetryDelay, waitForRetryTimer } from './fakes/retry-timers.ts'
import { catchRejection, createUnauthenticatedClient } from './fakes/test-client.ts'

useFakeClock()

describe('the delay before a retry', () => {
  test('the delay is Retry-After in seconds', async () => {
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(
        respondWithError('RATE_LIMITED', { 'Retry-After': '7' }),
        respondWithBucket(),
      ),
    })
    const call = client.exportBuckets.get(ids)
    await expectRetryDelay(7000, api)
    await call
  })

  test.each([
    'Thu, 01 Jan 2026 00:00:05 GMT',
    'Thu, 1 Jan 2026 00:00:05 GMT',
    'Thursday, 01-Jan-26 00:00:05 GMT',
    'Thu Jan  1 00:00:05 2026',
  ])('the delay ends at the date of Retry-After: %s', async (date) => {
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(respondWithStatus(503, { 'Retry-After': date }), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await expectRetryDelay(5000, api)
    await call
  })

  test('the delay for a date is rounded up to whole seconds, so that it does not end early', async () => {
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(
        respondWithStatus(503, { 'Retry-After': 'Thu, 01 Jan 2026 00:00:05 GMT' }),
        respondWithBucket(),
      ),
    })
    vi.setSystemTime(Date.UTC(2026, 0, 1) + 500)
    const call = client.exportBuckets.get(ids)
    await expectRetryDelay(5000, api)
    await call
  })

  test('the delay is 0 for a date in the past', async () => {
    const headers = { 'Retry-After': 'Wed, 31 Dec 2025 23:59:59 GMT' }
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(respondWithStatus(503, headers), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await waitForRetryTimer()
    await vi.advanceTimersByTimeAsync(0)
    await call
    expect(api).toHaveLength(2)
  })

  test.each(['soon', '-1', '1.5', ''])(
    'a malformed Retry-After is ignored: "%s"',
    async (value) => {
      const { client, api } = createUnauthenticatedClient({
        api: respondInSequence(
          respondWithStatus(503, { 'Retry-After': value }),
          respondWithBucket(),
        ),
      })
      const call = client.exportBuckets.get(ids)
      await expectRetryDelay(125, api)
      await call
    },
  )

  test('the delay is a random part of a limit that doubles up to maxDelay', async () => {
    const { client, api } = createUnauthenticatedClient(
      { api: respondWithStatus(503) },
      { retry: { limit: 4, baseDelay: 1000, maxDelay: 3000 } },
    )
    const errorPromise = catchRejection(client.exportBuckets.get(ids))
    for (const [attempt, delay] of [500, 1000, 1500, 1500].entries()) {
      await expectRetryDelay(delay, api, attempt + 2)
    }
    await errorPromise
  })

  test.each([0, 0.999])('the delay ranges from 0 to the limit: random %d', async (random) => {
    vi.mocked(Math.random).mockReturnValue(random)
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(respondWithStatus(503), respondWithBucket()),
    })
    const call = client.exportBuckets.get(ids)
    await waitForRetryTimer()
    await vi.advanceTimersByTimeAsync(Math.ceil(random * 250))
    await call
    expect(api).toHaveLength(2)
  })

  test('a Retry-After longer than maxDelay is not waited for, and the error has it', async () => {
    const { client, api } = createUnauthenticatedClient({
      api: respondWithError('RATE_LIMITED_TOKEN_BUCKET', { 'Retry-After': '21' }),
    })
    const error = await catchRejection(client.exportBuckets.get(ids))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toMatchObject({
      status: 429,
      errorCode: 'RATE_LIMITED_TOKEN_BUCKET',
      retryAfter: 21,
    })
    expect(api).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a Retry-After equal to maxDelay is waited for', async () => {
    const { client, api } = createUnauthenticatedClient({
      api: respondInSequence(
        respondWithError('RATE_LIMITED', { 'Retry-After': '20' }),
        respondWithBucket(),
      ),
    })
    const call = client.exportBuckets.get(ids)
    await expectRetryDelay(20_000, api)
    await call
  })

  test('a delay that would exceed the timeout is not waited for', async () => {
    const { client, api } = createUnauthenticatedClient({
      api: respondWithError('SERVICE_UNAVAILABLE', { 'Retry-After': '3' }),
    })
    const error = await catchRejection(client.exportBuckets.get({ ...ids, timeout: 2999 }))
    expect(error).toMatchObject({ status: 503, retryAfter: 3 })
    expect(api).toHaveLength(1)
  })
})
