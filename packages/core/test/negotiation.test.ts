import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apiVersions, negotiate, operations, vendorMediaType } from '../src/index.ts'

const getOperation = operations.getGroupBackupExportBucket
const resourceVersions = getOperation.versions.map(({ version }) => version)
const newestVersion = resourceVersions.at(-1) ?? ''
const beforeSunset = new Date('2026-11-24T00:00:00Z')
const justBeforeSunset = new Date('2027-06-30T23:59:59.999Z')
const sunset = new Date('2027-07-01T00:00:00Z')

function negotiateVersion(header: string | undefined, now = beforeSunset): string {
  const negotiated = negotiate(getOperation, header, now)
  return negotiated.ok ? negotiated.resourceVersion.version : negotiated.error
}

test('a negotiation returns the requested date or an error code', () => {
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

describe('the negotiated version is the newest one that is not later than the requested date', () => {
  test.each(apiVersions)('the API date %s has a resource version', (requestedDate) => {
    expect(negotiateVersion(vendorMediaType(requestedDate))).toBe(
      resourceVersions.findLast((version) => version <= requestedDate),
    )
  })

  test.each([
    ['2023-01-02', '2023-01-01'],
    ['2024-05-29', '2023-01-01'],
    ['2024-05-31', '2024-05-30'],
    ['9999-12-31', newestVersion],
  ])('the date %s is not an API date and gets the version %s', (requestedDate, version) => {
    expect(negotiateVersion(vendorMediaType(requestedDate))).toBe(version)
  })
})

test.each([undefined, '', '*/*', 'application/*', 'application/json', 'text/html, */*;q=0.8'])(
  'an Accept header without a vendor media type is INVALID_VERSION_DATE: %j',
  (header) => {
    expect(negotiateVersion(header)).toBe('INVALID_VERSION_DATE')
  },
)

test.each(['2022-12-31', '2023-02-30', '2024-5-30', 'preview'])(
  'an invalid date or one before the first version is INVALID_VERSION_DATE: %s',
  (date) => {
    expect(negotiateVersion(vendorMediaType(date))).toBe('INVALID_VERSION_DATE')
  },
)

describe('a header with several media types', () => {
  const [v1, v2] = [vendorMediaType('2023-01-01'), vendorMediaType('2024-05-30')]

  test.each([
    ['the highest weight wins', `${v1};q=0.9, ${v2};q=0.1`, '2023-01-01'],
    ['the newest date wins among equal weights', `${v1}, ${v2}`, '2024-05-30'],
    ['the newest date wins among equal weights, in any order', `${v2}, ${v1}`, '2024-05-30'],
    ['a media type with weight 0 is not acceptable', `${v1};q=0.1, ${v2};q=0`, '2023-01-01'],
    [
      'a single media type with weight 0 is INVALID_VERSION_DATE',
      `${v2};q=0`,
      'INVALID_VERSION_DATE',
    ],
    [
      'one that is malformed is passed over',
      `${vendorMediaType('2024-99-99')}, ${v1};q=0.1`,
      '2023-01-01',
    ],
    ['wildcards request no version', `*/*, application/json, ${v1};q=0.1`, '2023-01-01'],
    ['wildcards between dates do not change the order', `${v2}, */*, text/*, ${v1}`, '2024-05-30'],
  ])('%s', (_, header, version) => {
    expect(negotiateVersion(header)).toBe(version)
  })

  test('a version past its sunset is skipped when another version is acceptable', () => {
    expect(negotiateVersion(`${v1}, ${v2};q=0.1`, sunset)).toBe('2024-05-30')
  })
})

describe('sunset', () => {
  test.each(['2023-01-01', '2023-11-15'])(
    'the date %s is acceptable until the last millisecond before the sunset',
    (date) => {
      expect(negotiateVersion(vendorMediaType(date), justBeforeSunset)).toBe('2023-01-01')
      expect(negotiateVersion(vendorMediaType(date), sunset)).toBe('VERSION_GONE')
    },
  )

  test('a sunset version is VERSION_GONE with the requested date', () => {
    const header = `${vendorMediaType('2023-11-15')}, ${vendorMediaType('2023-02-01')};q=0.5`
    expect(negotiate(getOperation, header, sunset)).toEqual({
      ok: false,
      error: 'VERSION_GONE',
      requestedDate: '2023-11-15',
    })
  })

  test('the newest version has no sunset', () => {
    expect(negotiateVersion(vendorMediaType(newestVersion), new Date('2099-01-01'))).toBe(
      newestVersion,
    )
  })
})

test('any header gets a version or an error code of the catalogue', () => {
  const date = fc.oneof(fc.constantFrom('2022-12-31', ...apiVersions), fc.string())
  const weight = fc.constantFrom('0', '0.5', '1', '1.000', '2', 'x')
  const range = fc.tuple(date, weight).map(([text, q]) => `${vendorMediaType(text)};q=${q}`)
  const header = fc.oneof(
    { weight: 1, arbitrary: fc.string() },
    { weight: 4, arbitrary: fc.array(range).map((ranges) => ranges.join(',')) },
  )
  const now = fc.oneof(fc.constantFrom(justBeforeSunset, sunset), fc.date({ noInvalidDate: true }))
  const results = new Set<string>()
  fc.assert(
    fc.property(header, now, (text, date) => {
      results.add(negotiateVersion(text, date))
    }),
    { numRuns: 1000 },
  )
  expect(results).toEqual(new Set([...resourceVersions, 'INVALID_VERSION_DATE', 'VERSION_GONE']))
})
