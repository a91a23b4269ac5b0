import { deprecationHeaders, operations } from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parseHttpDate } from '../src/http.ts'
import type { DeprecationNotice } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import { type FakeHandler, respondWithBucket, respondWithError } from './fakes/fake-atlas.ts'
import { catchRejection, createTestClient, noAuth } from './fakes/test-client.ts'

const withHeaders =
  (headers: Record<string, string>, handler: FakeHandler = respondWithBucket()): FakeHandler =>
  async (c, nth) => {
    const response = await handler(c, nth)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

async function collectNotices(api: FakeHandler): Promise<DeprecationNotice[]> {
  const notices: DeprecationNotice[] = []
  const { client } = createTestClient(
    { api },
    { auth: noAuth, onDeprecation: (notice) => notices.push(notice) },
  )
  await client.exportBuckets.get({ ...ids, version: '2023-11-15' }).catch(() => undefined)
  return notices
}

describe('onDeprecation', () => {
  test('the notice has the operation, the API date, and the deprecation and sunset dates', async () => {
    const [oldest] = operations.getGroupBackupExportBucket.versions
    const headers = oldest === undefined ? {} : deprecationHeaders(oldest)
    expect(headers).toHaveProperty('Sunset', 'Thu, 1 Jul 2027 00:00:00 GMT')
    expect(await collectNotices(withHeaders(headers))).toEqual([
      {
        operationId: 'getGroupBackupExportBucket',
        version: '2023-11-15',
        deprecated: new Date('2024-05-30'),
        sunset: new Date('2027-07-01'),
      },
    ])
  })

  test('the date format of RFC 9745 is parsed', async () => {
    const notices = await collectNotices(withHeaders({ Deprecation: '@1717027200' }))
    expect(notices).toMatchObject([{ deprecated: new Date('2024-05-30') }])
    expect(notices[0]).not.toHaveProperty('sunset')
  })

  test.each(['soon', 'x@1717027200', '@1717027200x', '@1717027200000'])(
    'an unreadable header is reported without a date: %s',
    async (Sunset) => {
      expect(await collectNotices(withHeaders({ Sunset }))).toEqual([
        { operationId: 'getGroupBackupExportBucket', version: '2023-11-15' },
      ])
    },
  )

  test('an HTTP error with the headers is reported', async () => {
    const sunset = { Sunset: 'Thu, 1 Jul 2027 00:00:00 GMT' }
    expect(await collectNotices(respondWithError('VERSION_GONE', sunset))).toHaveLength(1)
  })

  test('a current version is not reported', async () => {
    expect(await collectNotices(respondWithBucket())).toEqual([])
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('mine')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('mine')
      },
    ],
  ])('the call still resolves when onDeprecation %s', async (_, onDeprecation) => {
    const onNotice = vi.fn(onDeprecation)
    const api = withHeaders({ Sunset: 'Thu, 1 Jul 2027 00:00:00 GMT' })
    const { client } = createTestClient({ api }, { auth: noAuth, onDeprecation: onNotice })
    expect(await client.exportBuckets.get(ids)).toHaveProperty('cloudProvider', 'AWS')
    expect(onNotice).toHaveBeenCalledOnce()
  })

  test('a deprecated version without onDeprecation is ignored', async () => {
    const api = withHeaders(
      { Sunset: 'Thu, 1 Jul 2027 00:00:00 GMT' },
      respondWithError('UNEXPECTED_ERROR'),
    )
    const { client } = createTestClient({ api }, { auth: noAuth })
    expect(await catchRejection(client.exportBuckets.get(ids))).toHaveProperty('status', 500)
  })
})

describe('parseHttpDate', () => {
  const years1to9999 = {
    min: new Date('0100-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  }

  test('a date with and without a leading zero in the day is parsed', () => {
    fc.assert(
      fc.property(fc.date(years1to9999), (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000)
        expect(parseHttpDate(second.toUTCString())).toEqual(second)
        expect(parseHttpDate(second.toUTCString().replace(', 0', ', '))).toEqual(second)
      }),
    )
  })

  test('any text results in a valid date or undefined', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `Mon, ${text}`),
        ),
        (text) => {
          expect(parseHttpDate(text)?.getTime()).not.toBeNaN()
        },
      ),
    )
  })

  test('an asctime date without a time zone is GMT', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(new Date(2027, 0).getTimezoneOffset()).toBe(-540)
    expect(parseHttpDate('Thu Jul  1 00:00:00 2027')).toEqual(new Date('2027-07-01'))
  })

  test.each([
    '',
    '2027-07-01',
    '1 Jul 2027',
    'Thu, 99 Jul 2027 00:00:00 GMT',
    'Thu',
    'from Thu, 1 Jul 2027 00:00:00 GMT',
    'Thu, 1 Jul 2027 00:00:00 GMT (or later)',
  ])('"%s" is not an HTTP date', (text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  })
})
