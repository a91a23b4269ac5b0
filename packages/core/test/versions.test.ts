import { expect, test } from 'vitest'
import {
  apiVersions,
  deprecationHeaders,
  operationPath,
  operations,
  vendorContentType,
} from '../src/index.ts'

const { getGroupBackupExportBucket: get } = operations

test('the dates of the API stand in order, each once', () => {
  expect([...new Set(apiVersions)].sort()).toEqual(apiVersions)
  expect(apiVersions).toHaveLength(10)
})

test('every version of a resource is a date of the API, and names the one that replaced it', () => {
  for (const { versions } of Object.values(operations)) {
    expect(versions.length).toBeGreaterThan(0)
    versions.forEach(({ version, replacedBy }, index) => {
      expect(apiVersions).toContain(version)
      expect(replacedBy).toBe(versions[index + 1]?.version)
    })
  }
})

test('a deprecated version is told with the recorded headers', () => {
  expect(get.versions.map(deprecationHeaders)).toEqual([
    { Deprecation: 'Thu, 30 May 2024 00:00:00 GMT', Sunset: 'Thu, 1 Jul 2027 00:00:00 GMT' },
    {},
  ])
})

test('a replaced version without an announced end is deprecated all the same', () => {
  expect(deprecationHeaders({ version: '2023-01-01', replacedBy: '2024-05-30' })).toEqual({
    Deprecation: 'Thu, 30 May 2024 00:00:00 GMT',
  })
})

test('Content-Type is the recorded one, character for character', () => {
  expect(vendorContentType('2024-05-30')).toBe(
    'application/vnd.atlas.2024-05-30+json;charset=utf-8',
  )
})

test('the row of the operation holds what the facts say', () => {
  expect(get).toMatchObject({
    method: 'GET',
    role: 'GROUP_READ_ONLY',
    successStatus: 200,
  })
})

test('a path is filled in and escaped, and misses no parameter', () => {
  expect(operationPath(get, { groupId: 'a/b?c', exportBucketId: '...' })).toBe(
    '/api/atlas/v2/groups/a%2Fb%3Fc/backup/exportBuckets/...',
  )
  expect(() => operationPath(get, { groupId: 'a' })).toThrow(
    '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}: no value for exportBucketId',
  )
})

test.each(['', '.', '..'])('a path does not hold %j, which would make it another one', (id) => {
  expect(() => operationPath(get, { groupId: 'a', exportBucketId: id })).toThrow(
    `exportBucketId: a path cannot hold ${JSON.stringify(id)}`,
  )
})
