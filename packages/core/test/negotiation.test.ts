import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apiVersions, negotiate, operations, vendorMediaType } from '../src/index.ts'

const getOperation = operations.getGroupBackupExportBucket
const beforeSunset = new Date('2026-11-24T00:00:00Z')
const justBeforeSunset = new Date('2027-06-30T23:59:59.999Z')
const sunset = new Date('2027-07-01T00:00:00Z')

function negotiateVersion(header: string | undefined, now = beforeSunset): string {
  const negotiated = negotiate(getOperation, header, now)
  return negotiated.ok ? negotiated.resourceVersion.version : negotiated.error
}

test('what is negotiated says which date was asked for, or the code of the error', () => {
  const [, resourceVersion] = getOperation.versions
  expect(negotiate(getOperation, vendorMediaType('2024-08-05'), beforeSunset)).toEqual({
    ok: true,
    requestedDate: '2024-08-05',
    resourceVersion,
  })
  expect(negotiate(getOperation, undefined, beforeSunset)).toEqual({
    ok: false,
    error: 'INVALID_VERSION_DATE',
  })
})

describe('a resource answers with its newest version not later than the date asked for', () => {
  test.each(apiVersions)('%s', (requestedDate) => {
    expect(negotiateVersion(vendorMediaType(requestedDate))).toBe(
      requestedDate < '2024-05-30' ? '2023-01-01' : '2024-05-30',
    )
  })

  test.each([
    ['2023-01-02', '2023-01-01'],
    ['2024-05-29', '2023-01-01'],
    ['2024-05-31', '2024-05-30'],
    ['9999-12-31', '2024-05-30'],
  ])('a day between the dates counts too: %s', (requestedDate, version) => {
    expect(negotiateVersion(vendorMediaType(requestedDate))).toBe(version)
  })
})

test.each([undefined, '', '*/*', 'application/*', 'application/json', 'text/html, */*;q=0.8'])(
  'no vendor media type is refused: %j',
  (header) => {
    expect(negotiateVersion(header)).toBe('INVALID_VERSION_DATE')
  },
)

test.each(['2022-12-31', '2023-02-30', '2024-5-30', 'preview'])(
  'a bad date, or one before the first version, is refused: %s',
  (date) => {
    expect(negotiateVersion(vendorMediaType(date))).toBe('INVALID_VERSION_DATE')
  },
)

describe('of several media types', () => {
  const [v1, v2] = [vendorMediaType('2023-01-01'), vendorMediaType('2024-05-30')]

  test.each([
    ['the weightiest wins', `${v1};q=0.9, ${v2};q=0.1`, '2023-01-01'],
    ['the newest wins among equals', `${v1}, ${v2}`, '2024-05-30'],
    ['the newest wins among equals, in any order', `${v2}, ${v1}`, '2024-05-30'],
    ['one that weighs nothing is not asked for', `${v1};q=0.1, ${v2};q=0`, '2023-01-01'],
    ['one alone that weighs nothing is refused', `${v2};q=0`, 'INVALID_VERSION_DATE'],
    [
      'one that is malformed is passed over',
      `${vendorMediaType('2024-99-99')}, ${v1};q=0.1`,
      '2023-01-01',
    ],
    ['wildcards stand aside', `*/*, application/json, ${v1};q=0.1`, '2023-01-01'],
    ['wildcards between them change nothing', `${v2}, */*, text/*, ${v1}`, '2024-05-30'],
  ])('%s', (_, header, version) => {
    expect(negotiateVersion(header)).toBe(version)
  })

  test('one that is past its sunset is passed over while another is left', () => {
    expect(negotiateVersion(`${v1}, ${v2};q=0.1`, sunset)).toBe('2024-05-30')
  })
})

describe('sunset', () => {
  test.each(['2023-01-01', '2023-11-15'])('%s answers until the last moment before it', (date) => {
    expect(negotiateVersion(vendorMediaType(date), justBeforeSunset)).toBe('2023-01-01')
    expect(negotiateVersion(vendorMediaType(date), sunset)).toBe('VERSION_GONE')
  })

  test('tells which date was asked for when the version is gone', () => {
    const header = `${vendorMediaType('2023-11-15')}, ${vendorMediaType('2023-02-01')};q=0.5`
    expect(negotiate(getOperation, header, sunset)).toEqual({
      ok: false,
      error: 'VERSION_GONE',
      requestedDate: '2023-11-15',
    })
  })

  test('leaves the newest version alone', () => {
    expect(negotiateVersion(vendorMediaType('2024-05-30'), new Date('2099-01-01'))).toBe(
      '2024-05-30',
    )
  })
})

test('any header gets a version or a code of the catalogue', () => {
  const date = fc.oneof(fc.constantFrom(...apiVersions), fc.string())
  const range = fc.tuple(date, fc.float()).map(([text, q]) => `${vendorMediaType(text)};q=${q}`)
  const header = fc.oneof(
    fc.string(),
    fc.array(range).map((ranges) => ranges.join(',')),
  )
  fc.assert(
    fc.property(header, fc.date({ noInvalidDate: true }), (text, now) => {
      expect(['2023-01-01', '2024-05-30', 'INVALID_VERSION_DATE', 'VERSION_GONE']).toContain(
        negotiateVersion(text, now),
      )
    }),
  )
})
