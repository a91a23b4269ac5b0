import { describe, expect, test } from 'vitest'
import type { ResourceKind } from '../src/store/resources.ts'
import { toResource } from '../src/store/sql/resource-rows.ts'
import { id } from './create-test-app.ts'
import { resources } from './stored-resources.ts'

const toRow = (value: unknown) => ({ body: JSON.stringify(value) })

describe('the resource of a row', () => {
  test.each<readonly [ResourceKind, string, object]>([
    ['role', 'without its role', { role: undefined }],
    ['role', 'of another provider', { role: { providerName: 'IBM', roleId: id('1') } }],
    ['role', 'with a time as text', { assumableAt: '1' }],
    ['role', 'with a later time as text', { usableAt: '1' }],
    ['cluster', 'with an invalid name', { name: 'a/b' }],
    ['cluster', 'of another type', { clusterType: 'SERVERLESS' }],
    ['cluster', 'without a number of collections', { collections: undefined }],
    ['cluster', 'with backup as text', { backupEnabled: 'yes' }],
    ['cluster', 'with a version as a number', { mongoDBMajorVersion: 8 }],
    ['snapshot', 'with an invalid id', { id: 'x' }],
    ['snapshot', 'of another type', { snapshotType: 'other' }],
    ['snapshot', 'without a frequency', { frequencyType: undefined }],
    ['snapshot', 'without the time of its completion', { completesAt: undefined }],
    ['exportJob', 'with an invalid bucket id', { exportBucketId: 'x' }],
    ['exportJob', 'without a prefix', { prefix: undefined }],
    ['exportJob', 'without labels', { customData: undefined }],
    ['exportJob', 'with labels that are no objects', { customData: ['x'] }],
    ['exportJob', 'with a failure without a message', { failure: { errorCode: 'x' } }],
    ['exportJob', 'with a failure that is null', { failure: null }],
    ['schedule', 'without its schedule', { schedule: undefined }],
    ['schedule', 'with an invalid cluster', { schedule: { clusterName: '' } }],
    ['simulation', 'with seconds as text', { roleSeconds: '1' }],
    ['simulation', 'with a failure that is no text', { exportFailure: true }],
  ])('a %s %s is an error, not a value', (kind, _, change) => {
    expect(() => toResource(kind, toRow({ ...resources[kind], ...change }))).toThrow(
      `the store has an invalid ${kind}`,
    )
  })

  test.each(['null', '[]', '"x"', '7'])('a row with %s has no resource', (body) => {
    for (const kind of ['role', 'snapshot', 'schedule', 'simulation'] as const)
      expect(() => toResource(kind, { body })).toThrow(`the store has an invalid ${kind}`)
  })
})
