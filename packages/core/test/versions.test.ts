import { expect, test } from 'vitest'
import {
  apiVersions,
  deprecationHeaders,
  operationPath,
  operations,
  vendorContentType,
} from '../src/index.ts'

const { getGroupBackupExportBucket: get } = operations

test('the API dates are sorted and unique', () => {
  expect([...new Set(apiVersions)].sort()).toEqual(apiVersions)
  expect(apiVersions[0]).toBe('2023-01-01')
})

test('every resource version is an API date and names its successor', () => {
  for (const { versions } of Object.values(operations)) {
    expect(versions.length).toBeGreaterThan(0)
    versions.forEach(({ version, replacedBy }, index) => {
      expect(apiVersions).toContain(version)
      expect(replacedBy).toBe(versions[index + 1]?.version)
    })
  }
})

test('a deprecated version has the recorded Deprecation and Sunset headers', () => {
  const [oldest] = get.versions
  expect(oldest && deprecationHeaders(oldest)).toEqual({
    Deprecation: 'Thu, 30 May 2024 00:00:00 GMT',
    Sunset: 'Thu, 1 Jul 2027 00:00:00 GMT',
  })
  const newest = get.versions.at(-1)
  expect(newest && deprecationHeaders(newest)).toEqual({})
})

test('a version with a successor and without a sunset date is deprecated', () => {
  expect(deprecationHeaders({ version: '2023-01-01', replacedBy: '2024-05-30' })).toEqual({
    Deprecation: 'Thu, 30 May 2024 00:00:00 GMT',
  })
})

test('the Content-Type of a version is the recorded one, character for character', () => {
  expect(vendorContentType('2024-05-30')).toBe(
    'application/vnd.atlas.2024-05-30+json;charset=utf-8',
  )
})

test('an operation has the method, role and status of the OpenAPI document', () => {
  expect(get).toMatchObject({
    method: 'GET',
    role: 'GROUP_READ_ONLY',
    successStatus: 200,
  })
})

test('operationPath percent-encodes the parameters and throws for a missing one', () => {
  expect(operationPath(get, { groupId: 'a/b?c', exportBucketId: '...' })).toBe(
    '/api/atlas/v2/groups/a%2Fb%3Fc/backup/exportBuckets/...',
  )
  expect(() => operationPath(get, { groupId: 'a' })).toThrow(
    '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}: no value for exportBucketId',
  )
})

test.each(['', '.', '..'])(
  'operationPath throws for the parameter %j, which would change the path',
  (id) => {
    expect(() => operationPath(get, { groupId: 'a', exportBucketId: id })).toThrow(
      `exportBucketId: a path cannot hold ${JSON.stringify(id)}`,
    )
  },
)
