import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestedBucketName, requestValidator } from '../src/index.ts'

const roleId = '32b6e34b3d91647abb20e7b8'
const aws = { bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: roleId }
const accountUrl = 'https://examplestorageaccount.blob.core.windows.net'
const azure = {
  cloudProvider: 'AZURE',
  roleId,
  serviceUrl: `${accountUrl}/examplecontainer`,
} as const
const gcp = { bucketName: 'export_bucket', cloudProvider: 'GCP', roleId }

const createRequest = requestValidator('createGroupBackupExportBucket', '2024-05-30')
const createAwsRequest = requestValidator('createGroupBackupExportBucket', '2023-01-01')
const updateRequest = requestValidator('updateGroupBackupExportBucket', '2024-05-30')
if (!createRequest || !createAwsRequest || !updateRequest) throw new Error('a request has no shape')

const formatIssues = (value: unknown) =>
  createRequest.issues(value).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('the validator of a create request', () => {
  test.each([
    aws,
    { ...aws, requirePrivateNetworking: true },
    azure,
    { ...azure, bucketName: 'examplecontainer' },
    { ...azure, serviceUrl: accountUrl, bucketName: 'examplecontainer' },
    { ...azure, serviceUrl: `${accountUrl}/`, bucketName: 'examplecontainer' },
    { ...azure, serviceUrl: 'https://account.z13.blob.core.windows.net/examplecontainer' },
    { ...azure, tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87' },
    gcp,
  ])('the request %j is valid', (request) => {
    expect(formatIssues(request)).toEqual([])
  })

  test('the error names every violation', () => {
    expect(
      formatIssues({
        cloudProvider: 'AWS',
        iamRoleId: 'X',
        requirePrivateNetworking: 1,
        region: 'x',
      }),
    ).toEqual([
      'bucketName: missing',
      'iamRoleId: expected 24 lower-case hexadecimal digits, got 1 characters: "X"',
      'requirePrivateNetworking: expected true or false, got number',
      'region: unknown field',
    ])
  })

  test.each([
    ['a value that is not an object', [], [': expected an object, got an array']],
    [
      'an unknown provider',
      { cloudProvider: 'OVH' },
      ['cloudProvider: expected AWS, AZURE, GCP, got "OVH"'],
    ],
    ["another provider's field", { ...gcp, iamRoleId: roleId }, ['iamRoleId: unknown field']],
    [
      'an own __proto__',
      JSON.parse(`{"__proto__":1,"cloudProvider":"GCP","bucketName":"abc","roleId":"${roleId}"}`),
      ['__proto__: unknown field'],
    ],
    [
      'a container twice, and differently',
      { ...azure, bucketName: 'another' },
      ['bucketName: expected "examplecontainer", which serviceUrl names, got "another"'],
    ],
    [
      'a name that its provider does not allow',
      { ...aws, bucketName: 'a..b' },
      ['bucketName: must not have two dots in a row, got "a..b"'],
    ],
    [
      'no container at all',
      { ...azure, serviceUrl: accountUrl },
      ['bucketName: missing: serviceUrl names no container'],
    ],
    [
      'a bad container in the URL',
      { ...azure, serviceUrl: `${accountUrl}/Bad` },
      [
        'serviceUrl: the container: expected lower-case letters, digits and hyphens, a letter or digit at both ends, got "Bad"',
      ],
    ],
    [
      'a container in the URL that is too short',
      { ...azure, serviceUrl: `${accountUrl}/ab` },
      ['serviceUrl: the container: expected at least 3 characters, got 2'],
    ],
    [
      'a container in the URL that is too long',
      { ...azure, serviceUrl: `${accountUrl}/${'a'.repeat(64)}` },
      ['serviceUrl: the container: expected at most 63 characters, got 64'],
    ],
  ])('%s is invalid', (_, request, issues) => {
    expect(formatIssues(request)).toEqual(issues)
  })

  test.each([
    'http://examplestorageaccount.blob.core.windows.net/examplecontainer',
    'https://examplestorageaccount.blob.core.windows.net.example.com/x',
    'https://example.com/?https://a.blob.core.windows.net',
    'https://user:secret@examplestorageaccount.blob.core.windows.net/x',
    'https://examplestorageaccount.blob.core.windows.net:8443/examplecontainer',
    'https://examplestorageaccount.blob.core.windows.net/container/folder',
    'https://examplestorageaccount.blob.core.windows.net/container?sig=x',
    'https://examplestorageaccount.file.core.windows.net/container',
  ])('the serviceUrl %s is invalid', (serviceUrl) => {
    expect(formatIssues({ ...azure, serviceUrl })[0]).toMatch(
      /^serviceUrl: expected https:\/\/ACCOUNT/,
    )
  })

  test('version 2023-01-01 accepts AWS buckets only', () => {
    expect(createAwsRequest.is(aws)).toBe(true)
    expect(createAwsRequest.is(gcp)).toBe(false)
  })

  test('any value is validated without an exception', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        fc.anything(),
        (cloudProvider, bucketName, serviceUrl) => {
          expect(createRequest.is({ ...aws, cloudProvider, bucketName, serviceUrl })).toBe(false)
        },
      ),
    )
  })
})

describe('bucket names', () => {
  const nameIssues = (request: object, bucketName: string) =>
    formatIssues({
      ...request,
      ...('serviceUrl' in request && { serviceUrl: accountUrl }),
      bucketName,
    })

  test.each([
    [
      'S3',
      aws,
      ['abc', 'a-b.c', '0.1', 'my.bucket-1', 'a-xn--b', 'a--x-s3-b', '10.0.0.1.b', 'v.10.0.0.1'],
    ],
    ['Azure', azure, ['abc', 'a-b-c', '0-1']],
    ['Google Cloud Storage', gcp, ['abc', 'a_b', 'a-b.c', '0-1', 'a-goog']],
  ])('%s accepts names that follow its rules', (_, request, names) => {
    for (const name of names) expect(nameIssues(request, name)).toEqual([])
  })

  test.each([
    [
      'S3',
      aws,
      [
        'Abc',
        'a_b',
        '-ab',
        'ab-',
        'a..b',
        '192.168.5.4',
        'xn--abc',
        'sthree-abc',
        'amzn-s3-demo-abc',
        'abc-s3alias',
        'abc--ol-s3',
        'abc.mrap',
        'abc--x-s3',
        'abc--table-s3',
        'ab',
        'a'.repeat(64),
        'bücket',
      ],
    ],
    ['Azure', azure, ['Abc', 'a.b', 'a_b', '-ab', 'ab-', 'a--b', '$root', 'ab', 'a'.repeat(64)]],
    [
      'Google Cloud Storage',
      gcp,
      [
        'Abc',
        'a..b',
        'a.-b',
        '_ab',
        'ab_',
        '10.0.0.1',
        'goog-abc',
        'my-google',
        'my-g00gle',
        'ab',
        'a'.repeat(64),
      ],
    ],
  ])('%s rejects names that break its rules', (_, request, names) => {
    for (const name of names) {
      expect(nameIssues(request, name), name).toHaveLength(1)
      expect(nameIssues(request, name)[0]).toMatch(/^bucketName: /)
    }
  })
})

test('the name of an Azure bucket defaults to the container in serviceUrl', () => {
  expect(requestedBucketName(azure)).toBe('examplecontainer')
  expect(requestedBucketName({ ...azure, serviceUrl: accountUrl, bucketName: 'named' })).toBe(
    'named',
  )
  expect(requestedBucketName({ ...azure, serviceUrl: accountUrl })).toBeUndefined()
})

test('an update has requirePrivateNetworking and no other field', () => {
  expect(updateRequest.is({ requirePrivateNetworking: true })).toBe(true)
  for (const body of [
    {},
    null,
    { requirePrivateNetworking: null },
    { requirePrivateNetworking: true, bucketName: 'x' },
  ]) {
    expect(updateRequest.is(body)).toBe(false)
  }
})

test('an operation without a request body at the API date has no request validator', () => {
  expect(requestValidator('deleteGroupBackupExportBucket', '2023-01-01')).toBeUndefined()
  expect(requestValidator('updateGroupBackupExportBucket', '2023-11-15')).toBeUndefined()
})

test('the request validator of an API date is that of its resource version', () => {
  const newest = requestValidator('createGroupBackupExportBucket', '2025-03-12')
  expect(newest?.issues({ hello: 'world' })).not.toEqual([])
})
