import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  apiError,
  bodyViolation,
  parseQuery,
  queryViolation,
  requestValidator,
  type Violation,
} from '../src/index.ts'

const roleId = '32b6e34b3d91647abb20e7b8'
const aws = { bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: roleId }

const createRequest = requestValidator('createGroupBackupExportBucket', '2024-05-30')

const toViolation = (body: unknown): Violation =>
  bodyViolation(createRequest?.issues(body) ?? [], body)

describe('bodyViolation', () => {
  test.each([
    ['a missing field', { ...aws, bucketName: undefined }, 'MISSING_ATTRIBUTE', ['bucketName']],
    ['an empty object', {}, 'MISSING_ATTRIBUTE', ['cloudProvider']],
    [
      'an id that is an ARN',
      { ...aws, iamRoleId: 'arn:aws:iam::1:role/x' },
      'INVALID_JSON_ATTRIBUTE',
      ['iamRoleId'],
    ],
    [
      'a value of another type',
      { ...aws, requirePrivateNetworking: 'true' },
      'INVALID_JSON_ATTRIBUTE',
      ['requirePrivateNetworking'],
    ],
    ['a name of another type', { ...aws, bucketName: 7 }, 'INVALID_JSON_ATTRIBUTE', ['bucketName']],
    ['an unknown provider', { ...aws, cloudProvider: 'OVH' }, 'INVALID_ENUM_VALUE', ['OVH']],
    [
      'a provider that is not a string',
      { ...aws, cloudProvider: 7 },
      'INVALID_JSON_ATTRIBUTE',
      ['cloudProvider'],
    ],
    ['an unknown field', { ...aws, colour: 'red' }, 'INVALID_ATTRIBUTE', ['colour']],
    ['a name that is too short', { ...aws, bucketName: 'ab' }, 'EXPORT_BUCKET_NAME_INVALID', []],
    [
      'a name that S3 does not allow',
      { ...aws, bucketName: 'a..b' },
      'EXPORT_BUCKET_NAME_INVALID',
      [],
    ],
    ['a body that is not an object', [], 'VALIDATION_ERROR', ['expected an object, got an array']],
    [
      'a URL of another service',
      { cloudProvider: 'AZURE', roleId, serviceUrl: 'https://account.file.core.windows.net/x' },
      'VALIDATION_ERROR',
      [expect.stringMatching(/^serviceUrl expected https:/)],
    ],
  ])('%s decides the code and its parameters', (_, body, name, parameters) => {
    expect(toViolation(body)).toMatchObject({ name, parameters })
  })

  test('every violation is listed with its field', () => {
    const body = { cloudProvider: 'AWS', iamRoleId: 'x', colour: 'red' }
    expect(toViolation(body)).toEqual({
      name: 'MISSING_ATTRIBUTE',
      parameters: ['bucketName'],
      fields: [
        { description: 'missing', field: 'bucketName' },
        {
          description: expect.stringContaining('expected 24 lower-case hexadecimal digits'),
          field: 'iamRoleId',
        },
        { description: 'unknown field', field: 'colour' },
      ],
    })
  })
})

test('queryViolation names the first invalid parameter and lists all of them', () => {
  const parsed = parseQuery('listGroupBackupExportBuckets', (name) =>
    ['pretty', 'pageNum'].includes(name) ? ['x'] : [],
  )
  const issues = parsed.ok ? [] : parsed.issues
  expect(queryViolation(issues)).toMatchObject({
    name: 'INVALID_QUERY_PARAMETER',
    parameters: ['pageNum'],
    fields: [{ field: 'pageNum' }, { field: 'pretty' }],
  })
})

test('a parameter contains at most 100 characters of the input', () => {
  const longText = 'x'.repeat(5000)
  expect(toViolation({ ...aws, cloudProvider: longText }).parameters?.[0]).toHaveLength(101)
  expect(toViolation({ ...aws, [longText]: 1 }).parameters?.[0]).toHaveLength(101)
})

test('any invalid body has an error of the catalogue with the parameters of its detail', () => {
  const field = fc.oneof(fc.string(), fc.integer(), fc.constant(undefined), fc.constant(roleId))
  const provider = fc.oneof(fc.constantFrom('AWS', 'AZURE', 'GCP'), fc.string())
  const body = fc.record({
    cloudProvider: provider,
    bucketName: field,
    iamRoleId: field,
    roleId: field,
    serviceUrl: field,
  })
  fc.assert(
    fc.property(body, (value) => {
      const issues = createRequest?.issues(value) ?? []
      if (issues.length === 0) return
      const { name, ...details } = bodyViolation(issues, value)
      // Throws when a parameter of the detail is missing.
      const error = apiError(name, details)
      expect(error.error).toBe(400)
    }),
  )
})

test('bodyViolation and queryViolation throw without an issue', () => {
  expect(() => bodyViolation([], {})).toThrow('expected at least one issue')
  expect(() => queryViolation([])).toThrow('expected at least one issue')
})
