import { expect, test } from 'vitest'
import {
  type OperationId,
  responseDrift,
  responseValidator,
  supportedProviders,
} from '../src/index.ts'

const id = '32b6e34b3d91647abb20e7b8'
const gcp = { _id: id, bucketName: 'export-bucket', cloudProvider: 'GCP', roleId: id }

test('a list with many invalid items gets 100 issues', () => {
  const countIssues = (results: unknown[]) =>
    responseDrift('listGroupBackupExportBuckets', '2025-03-12', { links: [], results }).length
  expect(countIssues(Array(100_000).fill(1))).toBe(100)
  const unknownFields = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]),
  )
  expect(
    countIssues([
      {
        _id: 'a'.repeat(24),
        bucketName: 'name',
        cloudProvider: 'GCP',
        roleId: 'b'.repeat(24),
        ...unknownFields,
      },
    ]),
  ).toBe(100)
})

test('the validator of a response is that of the resource version at the API date', () => {
  const validatorAt = (version: '2023-01-01' | '2023-11-15' | '2024-05-30' | '2025-03-12') =>
    responseValidator('getGroupBackupExportBucket', version)
  expect(validatorAt('2023-01-01')?.is(gcp)).toBe(false)
  expect(validatorAt('2024-05-30')?.is(gcp)).toBe(true)
  expect(validatorAt('2023-11-15')?.is(gcp)).toBe(false)
  expect(validatorAt('2025-03-12')?.is(gcp)).toBe(true)
  expect(responseValidator('updateGroupBackupExportBucket', '2023-01-01')).toBeUndefined()
  expect(responseDrift('getGroupBackupExportBucket', '2025-03-12', {})).not.toEqual([])
  expect(() => validatorAt('2024-05-30')?.parse(null)).toThrow(
    'getGroupBackupExportBucket at 2024-05-30: expected an object, got null',
  )
})

test('the drift of a response is every violation and every unknown field, at any depth', () => {
  const driftPaths = (operationId: OperationId, body: unknown) =>
    responseDrift(operationId, '2024-05-30', body).map(({ path }) => path.join('.'))
  expect(driftPaths('getGroupBackupExportBucket', gcp)).toEqual([])
  expect(driftPaths('getGroupBackupExportBucket', { ...gcp, roleId: 1, kmsKey: 'x' })).toEqual([
    'roleId',
    'kmsKey',
  ])
  const page = { links: [{ href: 'x', rel: 'self', title: 't' }], results: [gcp, { ...gcp, a: 1 }] }
  expect(driftPaths('listGroupBackupExportBuckets', page)).toEqual(['links.0.title', 'results.1.a'])
  const results = [{}, { ...gcp, links: [{ rel: 'self', title: 't' }] }, { cloudProvider: 'GCP' }]
  expect(driftPaths('listGroupBackupExportBuckets', { results })).toEqual([
    'results.0.cloudProvider',
    'results.2._id',
    'results.2.bucketName',
    'results.2.roleId',
    'results.1.links.0.title',
  ])
  expect(responseDrift('deleteGroupBackupExportBucket', '2023-01-01', { a: 1 })).toEqual([])
})

test('a value of another type than the schema is drift', () => {
  const invalidBucket = { ...gcp, roleId: { arn: 'x' }, links: { rel: 'self' } }
  expect(responseDrift('getGroupBackupExportBucket', '2024-05-30', invalidBucket)).toMatchObject([
    { path: ['links'], message: 'expected an array, got object' },
    { path: ['roleId'], message: 'expected a string, got object' },
  ])
})

test.each([
  ['getGroupBackupExportBucket', '2023-01-01', ['AWS']],
  ['getGroupBackupExportBucket', '2023-11-15', ['AWS']],
  ['getGroupBackupExportBucket', '2024-05-30', ['AWS', 'AZURE', 'GCP']],
  ['listGroupBackupExportBuckets', '2023-01-01', ['AWS']],
  ['listGroupBackupExportBuckets', '2024-05-30', ['AWS', 'AZURE', 'GCP']],
  ['updateGroupBackupExportBucket', '2024-05-30', ['AWS']],
  ['deleteGroupBackupExportBucket', '2023-01-01', ['AWS', 'AZURE', 'GCP']],
] as const)('%s at %s supports the providers %j', (operationId, version, providers) => {
  expect(supportedProviders(operationId, version)).toEqual(providers)
})

test('an unknown field is not drift when the schema allows additional properties', () => {
  const cluster = { id, name: 'Cluster0', replicationSpecs: [{ numShards: 1 }] }
  expect(responseDrift('listGroupClusters', '2024-08-05', { results: [cluster] })).toEqual([])
  expect(
    responseDrift('listGroupClusters', '2024-08-05', { results: [{ ...cluster, id: 'x' }] }),
  ).toMatchObject([{ path: ['results', 0, 'id'], code: 'format' }])
})

test('an operation without buckets in its response supports every provider', () => {
  expect(supportedProviders('listGroupClusters', '2024-08-05')).toEqual(['AWS', 'AZURE', 'GCP'])
})
