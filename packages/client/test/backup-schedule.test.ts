import { apiVersions, type RequestBody, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test, vi } from 'vitest'
import { type BackupSchedule, unusedExportFrequency, ValidationError } from '../src/index.ts'
import { exportBucketId, groupId, ids } from './fakes/buckets.ts'
import { type FakeHandler, respondWithBody, respondWithError } from './fakes/fake-atlas.ts'
import { catchRejection, createUnauthenticatedClient } from './fakes/test-client.ts'
import { clusterIds, emptySchedule, schedule } from './fakes/workflow.ts'

const respondWithSchedule = (body: object): FakeHandler =>
  respondWithBody('getGroupClusterBackupSchedule', body)

test.each(apiVersions)('get requests the API date %s', async (version) => {
  const { client, api } = createUnauthenticatedClient({ api: respondWithSchedule(schedule) })
  expect(await client.backupSchedule.get({ ...clusterIds, version })).toEqual(schedule)
  expect(api[0]?.headers.get('Accept')).toBe(vendorMediaType(version))
})

test('onDeprecation receives the dates of the first version, also with a 404', async () => {
  const onDeprecation = vi.fn()
  const headers = {
    Deprecation: 'Mon, 5 Aug 2024 00:00:00 GMT',
    Sunset: 'Thu, 1 Jul 2027 00:00:00 GMT',
  }
  const { client } = createUnauthenticatedClient(
    { api: respondWithError('BACKUP_CONFIG_NOT_FOUND', headers) },
    { onDeprecation, version: '2023-01-01' },
  )
  expect(await catchRejection(client.backupSchedule.get(clusterIds))).toHaveProperty('status', 404)
  expect(onDeprecation).toHaveBeenCalledExactlyOnceWith({
    operationId: 'getGroupClusterBackupSchedule',
    version: '2023-01-01',
    deprecated: new Date('2024-08-05'),
    sunset: new Date('2027-07-01'),
  })
})

describe('update', () => {
  const update = (body: RequestBody<'updateGroupClusterBackupSchedule'>) => {
    const { client, api } = createUnauthenticatedClient({ api: respondWithSchedule(schedule) })
    return { call: client.backupSchedule.update({ ...clusterIds, schedule: body }), api }
  }

  test('export without autoExportEnabled is a ValidationError before anything is sent', async () => {
    const { call, api } = update({ export: { exportBucketId, frequencyType: 'daily' } })
    const error = await catchRejection(call)
    expect(error).toBeInstanceOf(ValidationError)
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('export: requires autoExportEnabled'),
    )
    expect(api).toEqual([])
  })

  test('a schedule that was read can be sent back', async () => {
    const { client } = createUnauthenticatedClient({ api: respondWithSchedule(schedule) })
    const { call, api } = update(await client.backupSchedule.get(clusterIds))
    await call
    expect(api[0]).toMatchObject({ method: 'PATCH', body: JSON.stringify(schedule) })
  })
})

describe('listUses', () => {
  const otherBucketId = '0'.repeat(24)
  const schedules: Readonly<Record<string, FakeHandler>> = {
    Uses: respondWithSchedule({ ...schedule, clusterName: 'Uses' }),
    Elsewhere: respondWithSchedule({ ...schedule, export: { exportBucketId: otherBucketId } }),
    Off: respondWithSchedule({ ...schedule, autoExportEnabled: false }),
    WithoutExport: respondWithSchedule(emptySchedule),
    WithoutBackup: respondWithError('BACKUP_CONFIG_NOT_FOUND'),
    Deleted: respondWithError('CLUSTER_NOT_FOUND'),
    AlsoUses: respondWithSchedule({ ...schedule, clusterName: 'AlsoUses' }),
  }

  const createUsesClient = (names: readonly string[]) =>
    createUnauthenticatedClient({
      api: (c, nth) => {
        const [, name = ''] = /clusters\/(\w+)\//.exec(c.req.path) ?? []
        const results = [...names.map((clusterName) => ({ name: clusterName })), {}]
        return (schedules[name] ?? respondWithBody('listGroupClusters', { results }))(c, nth)
      },
    })

  test('listUses returns the schedules whose auto export uses the bucket', async () => {
    const names = Object.keys(schedules)
    const { client, api } = createUsesClient(names)
    const uses = await client.backupSchedule.listUses(ids)
    expect(uses.map(({ clusterName }) => clusterName)).toEqual(['Uses', 'AlsoUses'])
    expect(api).toHaveLength(1 + names.length)
  })

  test.each([
    ['an HTTP error', respondWithError('ACCESS_FORBIDDEN'), 'ATLAS_API_ERROR'],
    ['an unexpected response', respondWithSchedule({}), 'UNEXPECTED_RESPONSE'],
  ])('listUses rejects with any other error of a schedule: %s', async (_, respond, code) => {
    const clusters = respondWithBody('listGroupClusters', { results: [{ name: 'Uses' }] })
    const { client } = createUnauthenticatedClient({
      api: (c, nth) => (c.req.path.endsWith('/clusters') ? clusters : respond)(c, nth),
    })
    const error = await catchRejection(client.backupSchedule.listUses(ids))
    expect(error).toHaveProperty('code', code)
  })

  test('an invalid id of a bucket is a ValidationError before anything is sent', async () => {
    const { client, api } = createUsesClient([])
    const call = client.backupSchedule.listUses({ groupId, exportBucketId: 'x' })
    expect(await catchRejection(call)).toBeInstanceOf(ValidationError)
    expect(api).toEqual([])
  })
})

describe('unusedExportFrequency', () => {
  const item = { frequencyInterval: 1, retentionUnit: 'days', retentionValue: 7 } as const
  const toSchedule = (
    frequencyType: 'daily' | 'weekly' | undefined,
    changes: Partial<BackupSchedule> = {},
  ) => ({
    autoExportEnabled: true,
    export: { ...(frequencyType && { frequencyType }) },
    policies: [{ policyItems: [{ ...item, frequencyType: 'daily' as const }] }],
    ...changes,
  })

  test('a frequency that no policy item has is returned', () => {
    expect(unusedExportFrequency(toSchedule('weekly'))).toBe('weekly')
    expect(unusedExportFrequency(toSchedule('daily', { policies: [] }))).toBe('daily')
  })

  test.each([
    ['a policy item has the frequency', toSchedule('daily')],
    ['auto export is off', toSchedule('weekly', { autoExportEnabled: false })],
    ['there is no frequency', toSchedule(undefined)],
  ])('undefined is returned when %s', (_, body) => {
    expect(unusedExportFrequency(body)).toBeUndefined()
  })
})
