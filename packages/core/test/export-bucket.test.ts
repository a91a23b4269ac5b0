import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AccessToken,
  ApiError,
  AwsExportBucket,
  cloudProviders,
  ExportBucket,
  OAuthError,
  ValidationError,
} from '../src/index.ts'

const id = '32b6e34b3d91647abb20e7b8'
const aws = { _id: id, bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: id }
const azure = {
  _id: id,
  bucketName: 'examplecontainer',
  cloudProvider: 'AZURE',
  roleId: id,
  serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
  tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
}
const gcp = { _id: id, bucketName: 'export-bucket', cloudProvider: 'GCP', roleId: id }

const messages = (value: unknown) =>
  ExportBucket.issues(value).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('ExportBucket', () => {
  test.each([aws, azure, gcp])('a bucket of $cloudProvider is valid', (bucket) => {
    expect(ExportBucket.parse(bucket)).toBe(bucket)
  })

  test.each([aws, azure, gcp])(
    'each missing required field of a bucket of $cloudProvider is reported',
    (bucket) => {
      for (const key of Object.keys(bucket)) {
        const { [key]: _, ...rest } = { ...bucket } as Record<string, unknown>
        expect(messages(rest)).toEqual([`${key}: missing`])
      }
    },
  )

  test('a bucket can have the optional fields of its provider', () => {
    expect(
      ExportBucket.is({
        ...aws,
        region: 'us-east-1',
        requirePrivateNetworking: false,
        links: [{ rel: 'self', href: 'https://cloud.mongodb.com' }],
      }),
    ).toBe(true)
  })

  test('a string without a minimum length can be empty', () => {
    expect(messages({ ...aws, region: '' })).toEqual([])
  })

  test('a bucket can have unknown keys', () => {
    expect(ExportBucket.is({ ...gcp, newThing: { of: 'tomorrow' } })).toBe(true)
  })

  test('the error names every violation with its path, the expectation and the value', () => {
    expect(
      messages({
        ...azure,
        _id: 'nope',
        bucketName: 'ab',
        serviceUrl: 'https://x',
        tenantId: '4297fc77',
        links: [{ href: 7 }],
      }),
    ).toEqual([
      '_id: expected a match of ^([a-f0-9]{24})$, got "nope"',
      'bucketName: expected at least 3 characters, got 2',
      'links.0.href: expected a string, got number',
      'serviceUrl: expected at least 33 characters, got 9',
      'tenantId: expected a UUID, got "4297fc77"',
    ])
  })

  test.each([
    ['a value that is not an object', [], [': expected an object, got an array']],
    ['a bucket without a provider', {}, ['cloudProvider: missing']],
    [
      'an unknown provider',
      { cloudProvider: 'OVH' },
      ['cloudProvider: expected AWS, AZURE, GCP, got "OVH"'],
    ],
    [
      'a provider from the prototype',
      { cloudProvider: 'toString' },
      ['cloudProvider: expected AWS, AZURE, GCP, got "toString"'],
    ],
    [
      'a provider within an array',
      { cloudProvider: ['AWS'] },
      ['cloudProvider: expected AWS, AZURE, GCP, got an array'],
    ],
    [
      'a provider of no type',
      { cloudProvider: null },
      ['cloudProvider: expected AWS, AZURE, GCP, got null'],
    ],
    [
      'links that are not an array',
      { ...gcp, links: {} },
      ['links: expected an array, got object'],
    ],
    [
      'a name too long',
      { ...gcp, bucketName: 'b'.repeat(64) },
      ['bucketName: expected at most 63 characters, got 64'],
    ],
    [
      'text for a boolean',
      { ...aws, requirePrivateNetworking: 'true' },
      ['requirePrivateNetworking: expected true or false, got "true"'],
    ],
    [
      'a UUID with something before it',
      { ...azure, tenantId: `x${azure.tenantId}` },
      [`tenantId: expected a UUID, got "x${azure.tenantId}"`],
    ],
    [
      'a UUID with something after it',
      { ...azure, tenantId: `${azure.tenantId}x` },
      [`tenantId: expected a UUID, got "${azure.tenantId}x"`],
    ],
    [
      'null in a field that is not nullable',
      { ...aws, region: null },
      ['region: expected a string, got null'],
    ],
    ['inherited fields', Object.create(gcp), ['cloudProvider: missing']],
  ])('%s is invalid', (_, value, expected) => {
    expect(messages(value)).toEqual(expected)
  })

  test('any value is validated without an exception, and is, parse and the Standard Schema agree', () => {
    const record = fc.record(
      {
        cloudProvider: fc.constantFrom(...cloudProviders),
        bucketName: fc.anything(),
        links: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.anything(), record), (value) => {
        const issues = ExportBucket.issues(value)
        expect(ExportBucket.is(value)).toBe(issues.length === 0)
        expect(ExportBucket['~standard'].validate(value)).toEqual(
          issues.length === 0 ? { value } : { issues },
        )
      }),
    )
  })

  test('lengths count characters, not UTF-16 units', () => {
    expect(messages({ ...gcp, bucketName: '🪣🪣' })).toEqual([
      'bucketName: expected at least 3 characters, got 2',
    ])
    expect(messages({ ...gcp, bucketName: '🪣'.repeat(63) })).toEqual([])
  })
})

test('AwsExportBucket, of version 2023-01-01, accepts AWS buckets only', () => {
  expect(AwsExportBucket.is(aws)).toBe(true)
  expect(() => AwsExportBucket.parse(gcp)).toThrow(
    new ValidationError('AwsExportBucket', [
      { path: ['cloudProvider'], code: 'enum', message: 'expected AWS, got "GCP"' },
      { path: ['iamRoleId'], code: 'missing', message: 'missing' },
    ]),
  )
})

test('expires_in of a token is a non-negative integer', () => {
  const token = { access_token: 't', expires_in: 3600, token_type: 'Bearer' }
  expect(AccessToken.is(token)).toBe(true)
  for (const expires_in of [-1, 0.5, Number.NaN, '3600']) {
    expect(AccessToken.is({ ...token, expires_in })).toBe(false)
  }
  expect(OAuthError.is({ error: 'invalid_client' })).toBe(true)
})

test('an error body requires its status only, because a 401 of Atlas has no code', () => {
  expect(ApiError.is({ error: 401 })).toBe(true)
  expect(ApiError.is({ error: 404, errorCode: 'GROUP_NOT_FOUND' })).toBe(true)
  expect(ApiError.is({ error: '404', errorCode: 'GROUP_NOT_FOUND' })).toBe(false)
})

test('detail, reason, parameters and badRequestDetail of an error body can be null, and no other field', () => {
  const body = { error: 404, errorCode: 'GROUP_NOT_FOUND' }
  const nullableFields = { detail: null, reason: null, badRequestDetail: null, parameters: null }
  expect(ApiError.is({ ...body, ...nullableFields })).toBe(true)
  for (const key of Object.keys(nullableFields))
    expect(ApiError.issues({ ...body, [key]: 7 })).toMatchObject([{ path: [key] }])
  for (const key of ['error', 'errorCode'])
    expect(ApiError.issues({ ...body, [key]: null })).toMatchObject([{ path: [key] }])
})
