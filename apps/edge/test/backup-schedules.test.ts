import { ExportBucketId } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { callOperation, type OperationCall, type OperationResult } from './call-operation.ts'
import { replaceGrants, replicaSet, workAfterScheduleRead } from './cluster-operations.ts'
import { createTestApp, groupId, id, seedStore, type TestApp } from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const exportBucketId = id('a')
const path = { clusterName: replicaSet }

const get = (testApp: TestApp, call: OperationCall = {}): Promise<OperationResult> =>
  callOperation(testApp, 'getGroupClusterBackupSchedule', { path, ...call })

const update = (testApp: TestApp, body: object, call: OperationCall = {}) =>
  callOperation(testApp, 'updateGroupClusterBackupSchedule', { path, body, ...call })

const remove = (testApp: TestApp): Promise<OperationResult> =>
  callOperation(testApp, 'deleteGroupClusterBackupSchedule', { path })

const autoExport = {
  autoExportEnabled: true,
  export: { exportBucketId, frequencyType: 'monthly' },
} as const

const policyItem = {
  frequencyInterval: 1,
  frequencyType: 'daily',
  retentionUnit: 'days',
  retentionValue: 7,
} as const

/** Replaces the policy items of the schedule. Returns the time of the next snapshot. */
async function nextSnapshotOf(
  testApp: TestApp,
  frequencyType: string,
  frequencyInterval: number,
): Promise<unknown> {
  const item = { ...policyItem, frequencyType, frequencyInterval }
  const { body } = await update(testApp, { policies: [{ policyItems: [item] }] })
  return body['nextSnapshot']
}

describe('the schedule of a new cluster', () => {
  test('a cluster has the default policy without auto export', async () => {
    const testApp = await createTestApp()
    const { status, body } = await get(testApp)
    expect(status).toBe(200)
    const items = [
      ['hourly', 6, 'days', 7],
      ['daily', 1, 'days', 7],
      ['weekly', 6, 'weeks', 4],
      ['monthly', 40, 'months', 12],
      ['yearly', 12, 'years', 1],
    ].map(([frequencyType, frequencyInterval, retentionUnit, retentionValue]) => ({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      frequencyInterval,
      frequencyType,
      retentionUnit,
      retentionValue,
    }))
    const group = `${baseUrl}/api/atlas/v2/groups/${groupId}`
    expect(body).toEqual({
      autoExportEnabled: false,
      clusterId: id('1'),
      clusterName: replicaSet,
      copySettings: [],
      extraRetentionSettings: [],
      links: [
        { href: `${group}/clusters/${replicaSet}`, rel: 'https://cloud.mongodb.com/cluster' },
        { href: group, rel: 'https://cloud.mongodb.com/group' },
      ],
      nextSnapshot: '2026-11-24T18:00:00Z',
      policies: [{ id: expect.stringMatching(/^[0-9a-f]{24}$/), policyItems: items }],
      referenceHourOfDay: 0,
      referenceMinuteOfHour: 0,
      restoreWindowDays: 7,
      useOrgAndGroupNamesInExportPrefix: false,
    })
    expect((await get(testApp)).body).toEqual(body)
  })

  test('the version 2023-01-01 is deprecated, on errors too', async () => {
    const testApp = await createTestApp()
    const version = '2023-01-01'
    for (const clusterName of [replicaSet, 'Unknown']) {
      const { headers } = await get(testApp, { version, path: { clusterName } })
      expect(headers.get('Deprecation')).toBe('Mon, 5 Aug 2024 00:00:00 GMT')
      expect(headers.get('Sunset')).toBe('Thu, 1 Jul 2027 00:00:00 GMT')
    }
  })
})

describe('an update of a schedule', () => {
  test('a request changes only the fields that it names', async () => {
    const testApp = await createTestApp()
    const { body: before } = await get(testApp)
    const { status, body } = await update(testApp, { referenceHourOfDay: 3, restoreWindowDays: 2 })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...before,
      nextSnapshot: '2026-11-24T15:00:00Z',
      referenceHourOfDay: 3,
      restoreWindowDays: 2,
    })
    expect((await get(testApp)).body).toEqual(body)
  })

  test('a schedule that was read can be sent back', async () => {
    const testApp = await createTestApp()
    const { body } = await get(testApp)
    expect((await update(testApp, body)).body).toEqual(body)
  })

  test('policy items are replaced, keep the policy, and get ids', async () => {
    const testApp = await createTestApp()
    const { body: before } = await get(testApp)
    const [{ id: policyId, policyItems: itemsBefore }] = Object(before['policies'])
    const sameItem = { ...policyItem, id: itemsBefore[1].id }
    const policies = [{ policyItems: [policyItem, sameItem] }]
    const { body } = await update(testApp, { policies })
    const newId = expect.stringMatching(/^[0-9a-f]{24}$/)
    expect(body['policies']).toEqual([
      { id: policyId, policyItems: [{ ...policyItem, id: newId }, sameItem] },
    ])
    const samePolicy = await update(testApp, { policies: [{ id: policyId, policyItems: [] }] })
    expect(samePolicy.status).toBe(200)
  })

  test('the id of another policy gets 400', async () => {
    const policies = [{ id: id('9'), policyItems: [] }]
    const { status, body } = await update(await createTestApp(), { policies })
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode: 'INVALID_POLICY_ID', parameters: [id('9')] })
  })

  test('the id of an unknown policy item gets 400 and changes nothing', async () => {
    const testApp = await createTestApp()
    const { body: before } = await get(testApp)
    const policies = [{ policyItems: [{ ...policyItem, id: id('7') }] }]
    const { status, body } = await update(testApp, { policies })
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode: 'INVALID_POLICY_ITEM_ID', parameters: [id('7')] })
    expect((await get(testApp)).body).toEqual(before)
  })

  test.each([
    [{ export: autoExport.export }, 'INVALID_BACKUP_POLICY'],
    [{ autoExportEnabled: true }, 'INVALID_BACKUP_POLICY'],
    [{ autoExportEnabled: true, export: { exportBucketId } }, 'INVALID_BACKUP_POLICY'],
    [{ policies: [] }, 'INVALID_NUM_OF_POLICIES'],
    [{ referenceHourOfDay: 24 }, 'INVALID_REFERENCE_HOUR_OF_DAY'],
    [{ referenceMinuteOfHour: 60 }, 'INVALID_REFERENCE_MINUTE_OF_HOUR'],
    [{ restoreWindowDays: 0 }, 'INVALID_RESTORE_WINDOW'],
  ])('%j gets 400 %s and changes nothing', async (request, errorCode) => {
    const testApp = await createTestApp()
    const { body: before } = await get(testApp)
    const { status, body } = await update(testApp, request)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode })
    expect((await get(testApp)).body).toEqual(before)
  })

  test('the copy settings of a version have the required fields of the other version', async () => {
    const testApp = await createTestApp()
    const setting = { cloudProvider: 'AWS', frequencies: ['DAILY'], regionName: 'US_EAST_1' }
    const version = '2023-01-01'
    const oldSettings = [{ ...setting, replicationSpecId: id('7') }]
    await update(testApp, { copySettings: oldSettings }, { version })
    expect((await get(testApp, { version })).body).toMatchObject({ copySettings: oldSettings })
    const zoneId = expect.stringMatching(/^[0-9a-f]{24}$/)
    expect((await get(testApp)).body).toMatchObject({ copySettings: [{ ...setting, zoneId }] })

    await update(testApp, { copySettings: [{ ...setting, zoneId: id('8') }] })
    expect((await get(testApp, { version })).body).toMatchObject({
      copySettings: [{ ...setting, replicationSpecId: expect.stringMatching(/^[0-9a-f]{24}$/) }],
    })
  })

  test('the caller needs Project Backup Manager', async () => {
    const testApp = await createTestApp()
    expect((await update(testApp, {}, { caller: 'reader' })).status).toBe(401)
    expect((await get(testApp, { caller: 'reader' })).status).toBe(200)
  })
})

describe('concurrent updates of a schedule', () => {
  test('an update keeps a change that was made while its body arrived', async () => {
    const testApp = await createTestApp()
    await update(testApp, autoExport)
    const beforeBody = () => update(testApp, { autoExportEnabled: false })
    const { status, body } = await update(testApp, { referenceHourOfDay: 3 }, { beforeBody })
    expect(status).toBe(200)
    expect(body).toMatchObject({ autoExportEnabled: false, referenceHourOfDay: 3 })
    expect((await get(testApp)).body).toEqual(body)
  })

  test('an update keeps a change that was made after it had read the schedule', async () => {
    const testApp: TestApp = await createTestApp({
      store: workAfterScheduleRead(await seedStore(memoryStore()), () =>
        update(testApp, { restoreWindowDays: 2 }),
      ),
    })
    const { status, body } = await update(testApp, { referenceHourOfDay: 3 })
    expect(status).toBe(200)
    expect(body).toMatchObject({ referenceHourOfDay: 3, restoreWindowDays: 2 })
    expect((await get(testApp)).body).toEqual(body)
  })

  test('an update that is overtaken at each attempt gets 503 and changes nothing', async () => {
    const store = await seedStore(memoryStore())
    const testApp = await createTestApp({ store: { ...store, saveSchedule: async () => false } })
    const { body: before } = await get(testApp)
    const { status, headers } = await update(testApp, { referenceHourOfDay: 3 })
    expect([status, headers.get('Retry-After')]).toEqual([503, '5'])
    expect((await get(testApp)).body).toEqual(before)
  })
})

describe('a cluster that is deleted during a request', () => {
  test.each([
    ['update', update],
    ['deletion', remove],
  ])('the %s of its schedule gets 404, and its bucket is not in use', async (_, send) => {
    const store = await seedStore(memoryStore())
    const testApp = await createTestApp({
      store: workAfterScheduleRead(store, () => store.deleteCluster(groupId, replicaSet)),
    })
    const { status, body } = await send(testApp, autoExport)
    expect(status).toBe(404)
    expect(body).toMatchObject({
      errorCode: 'CLUSTER_NOT_FOUND',
      parameters: [replicaSet, groupId],
    })
    const call = { path: { exportBucketId } }
    expect((await callOperation(testApp, 'deleteGroupBackupExportBucket', call)).status).toBe(204)
  })
})

describe('auto export', () => {
  test('the key export is present only with auto export', async () => {
    const testApp = await createTestApp()
    const { body } = await update(testApp, autoExport)
    expect(body).toMatchObject(autoExport)
    expect((await get(testApp)).body).toMatchObject(autoExport)
    const { body: disabled } = await update(testApp, { ...autoExport, autoExportEnabled: false })
    expect(disabled).toMatchObject({ autoExportEnabled: false })
    expect(disabled).not.toHaveProperty('export')
  })

  test('an unrelated change keeps auto export, and a partial one keeps its other field', async () => {
    const testApp = await createTestApp()
    await update(testApp, autoExport)
    expect((await update(testApp, { referenceHourOfDay: 3 })).body).toMatchObject(autoExport)
    const request = { autoExportEnabled: true, export: { frequencyType: 'weekly' } }
    expect((await update(testApp, request)).body).toMatchObject({
      export: { exportBucketId, frequencyType: 'weekly' },
    })
  })

  test('a bucket that does not exist gets 404, and nothing changes', async () => {
    const missingId = id('9')
    const testApp = await createTestApp()
    const request = { ...autoExport, export: { ...autoExport.export, exportBucketId: missingId } }
    const { status, body } = await update(testApp, request)
    expect(status).toBe(404)
    expect(body).toMatchObject({ errorCode: 'EXPORT_BUCKET_NOT_FOUND', parameters: [missingId] })
    expect((await get(testApp)).body).toMatchObject({ autoExportEnabled: false })
  })

  test('its bucket is in use until auto export is turned off', async () => {
    const testApp = await createTestApp()
    await update(testApp, autoExport)
    const deleteBucket = async () => {
      const call = { path: { exportBucketId } }
      return callOperation(testApp, 'deleteGroupBackupExportBucket', call)
    }
    expect((await deleteBucket()).body).toMatchObject({
      errorCode: 'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
    })
    await update(testApp, { autoExportEnabled: false })
    expect((await deleteBucket()).status).toBe(204)
  })

  test('a grant limited to buckets does not allow another bucket', async () => {
    const testApp = await createTestApp()
    await replaceGrants(testApp, 'owner', {
      roles: ['GROUP_OWNER'],
      clusterNames: [replicaSet],
      exportBucketIds: [ExportBucketId.parse(id('b'))],
    })
    expect((await update(testApp, autoExport)).status).toBe(403)
    expect((await update(testApp, { referenceHourOfDay: 3 })).status).toBe(200)
  })
})

describe('the deletion of a schedule', () => {
  test('the response has the policy without items, and neither auto export nor a next snapshot', async () => {
    const testApp = await createTestApp()
    const setting = { cloudProvider: 'AWS', frequencies: ['DAILY'], zoneId: id('8') }
    const { body: before } = await update(testApp, { ...autoExport, copySettings: [setting] })
    const { status, body } = await remove(testApp)
    expect(status).toBe(200)
    const { export: _, nextSnapshot: _n, policies, ...rest } = before
    const [{ id: policyId }] = Object(policies)
    expect(body).toEqual({
      ...rest,
      autoExportEnabled: false,
      copySettings: [],
      policies: [{ id: policyId, policyItems: [] }],
    })
    expect((await get(testApp)).body).toEqual(body)
  })

  test('the bucket of its auto export is no longer in use', async () => {
    const testApp = await createTestApp()
    await update(testApp, autoExport)
    await remove(testApp)
    const call = { path: { exportBucketId } }
    expect((await callOperation(testApp, 'deleteGroupBackupExportBucket', call)).status).toBe(204)
  })
})

describe('the next snapshot', () => {
  test.each([
    // 2026-11-24 is a Tuesday, and the time is 12:00.
    ['hourly', 6, '2026-11-24T15:30:00Z'],
    ['daily', 1, '2026-11-25T03:30:00Z'],
    ['weekly', 2, '2026-12-01T03:30:00Z'],
    ['weekly', 7, '2026-11-29T03:30:00Z'],
    ['monthly', 24, '2026-12-24T03:30:00Z'],
    ['monthly', 40, '2026-11-30T03:30:00Z'],
    ['yearly', 11, '2027-11-01T03:30:00Z'],
    ['yearly', 12, '2026-12-01T03:30:00Z'],
  ])('%s with the interval %d is at %s', async (frequencyType, interval, expected) => {
    const testApp = await createTestApp()
    await update(testApp, { referenceHourOfDay: 3, referenceMinuteOfHour: 30 })
    expect(await nextSnapshotOf(testApp, frequencyType, interval)).toBe(expected)
  })

  test.each([
    ['ondemand', 1],
    ['weekly', 9],
  ])('%s with the interval %d has none', async (frequencyType, interval) => {
    expect(await nextSnapshotOf(await createTestApp(), frequencyType, interval)).toBeUndefined()
  })

  test('it moves with the clock, and no snapshot is taken', async () => {
    const testApp = await createTestApp()
    testApp.clock.now += 6 * 3_600_000
    expect((await get(testApp)).body).toMatchObject({ nextSnapshot: '2026-11-25T00:00:00Z' })
    const { body } = await callOperation(testApp, 'listGroupClusterBackupSnapshots', { path })
    expect(body).toMatchObject({ totalCount: 0 })
  })
})
