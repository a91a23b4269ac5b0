import { ExportBucketId, ExportId } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { callOperation, type OperationResult } from './call-operation.ts'
import {
  replaceGrants,
  replicaSet,
  saveSnapshot,
  sharded,
  workAfterScheduleRead,
} from './cluster-operations.ts'
import { createTestApp, groupId, id, seedStore, type TestApp } from './create-test-app.ts'

const exportBucketId = id('a')

const start = (
  testApp: TestApp,
  body: object,
  clusterName: string = replicaSet,
): Promise<OperationResult> =>
  callOperation(testApp, 'createGroupClusterBackupExport', {
    path: { clusterName },
    body: { exportBucketId, snapshotId: id('5'), ...body },
  })

const get = (
  testApp: TestApp,
  exportId: unknown,
  clusterName: string = replicaSet,
): Promise<OperationResult> =>
  callOperation(testApp, 'getGroupClusterBackupExport', {
    path: { clusterName, exportId: String(exportId) },
  })

describe('a new export job', () => {
  test('a job is queued, with the fields and the prefix that were recorded', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    const { status, body } = await start(testApp, {})
    expect(status).toBe(200)
    expect(body).toEqual({
      createdAt: '2026-11-24T12:00:00Z',
      customData: [],
      exportBucketId,
      exportStatus: { exportedCollections: 0, totalCollections: 0 },
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      prefix: expect.stringMatching(
        new RegExp(
          `^exported_snapshots/[0-9a-f]{24}/${groupId}/${replicaSet}/2026-11-24T1159/1795521600$`,
        ),
      ),
      snapshotId: id('5'),
      state: 'Queued',
    })
  })

  test('the state and the counts of a job change with the clock until it is successful', async () => {
    const testApp = await createTestApp({ simulation: { exportSeconds: 100 } })
    await saveSnapshot(testApp, id('5'))
    const { body: job } = await start(testApp, {})
    const states: unknown[] = []
    for (const seconds of [19, 1, 40, 39, 1]) {
      testApp.clock.now += seconds * 1000
      const { body } = await get(testApp, job['id'])
      states.push([body['state'], body['exportStatus'], body['finishedAt']])
    }
    const counts = (exportedCollections: number, totalCollections = 10) => ({
      exportedCollections,
      totalCollections,
    })
    expect(states).toEqual([
      ['Queued', counts(0, 0), undefined],
      ['InProgress', counts(0), undefined],
      ['InProgress', counts(5), undefined],
      ['InProgress', counts(9), undefined],
      ['Successful', counts(10), '2026-11-24T12:01:40Z'],
    ])
  })

  test('a job takes six seconds by default', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    const { body: job } = await start(testApp, {})
    testApp.clock.now += 5999
    expect((await get(testApp, job['id'])).body).toMatchObject({ state: 'InProgress' })
    testApp.clock.now += 1
    expect((await get(testApp, job['id'])).body).toMatchObject({ state: 'Successful' })
  })

  test('a job of a sharded cluster has a component for each shard and no counts', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), {}, sharded)
    const { body: job } = await start(testApp, {}, sharded)
    testApp.clock.now += 6000
    const { body } = await get(testApp, job['id'], sharded)
    expect(body).toMatchObject({
      components: ['shard-0', 'shard-1'].map((suffix) => ({
        exportId: expect.stringMatching(/^[0-9a-f]{24}$/),
        replicaSetName: `atlas-222222-${suffix}`,
      })),
      state: 'Successful',
    })
    expect(body).not.toHaveProperty('exportStatus')
  })

  test('an injected failure ends the job with its reason and half of the collections', async () => {
    const exportFailure = 'the role cannot write to the bucket'
    const testApp = await createTestApp({ simulation: { exportFailure } })
    await saveSnapshot(testApp, id('5'))
    const { body: job } = await start(testApp, {})
    testApp.clock.now += 5999
    const { body: running } = await get(testApp, job['id'])
    expect(running).toMatchObject({ state: 'InProgress' })
    expect(running).not.toHaveProperty('stateReason')
    testApp.clock.now += 1
    expect((await get(testApp, job['id'])).body).toMatchObject({
      exportStatus: { exportedCollections: 5, totalCollections: 10 },
      finishedAt: '2026-11-24T12:00:06Z',
      state: 'Failed',
      stateReason: { errorCode: 'EXPORT_FAILED', message: exportFailure },
    })
  })

  test('the labels of the request are returned', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    const customData = [{ key: 'team', value: 'billing' }]
    expect((await start(testApp, { customData })).body).toMatchObject({ customData })
  })

  test('names replace the ids in the prefix when the schedule says so', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    await callOperation(testApp, 'updateGroupClusterBackupSchedule', {
      path: { clusterName: replicaSet },
      body: { useOrgAndGroupNamesInExportPrefix: true },
    })
    expect((await start(testApp, {})).body['prefix']).toMatch(
      new RegExp(`^exported_snapshots/Organization_[0-9a-f]{24}/Project_${groupId}/${replicaSet}/`),
    )
  })
})

describe('a snapshot that cannot be exported', () => {
  test.each([
    [
      'is in progress',
      { completesAt: Date.parse('2026-11-24T12:00:01Z') },
      'its status is inProgress',
    ],
    ['is a fallback snapshot', { snapshotType: 'fallback' }, 'it is a fallback snapshot'],
  ] as const)('a snapshot that %s gets 409', async (_, changes, reason) => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), changes)
    const { status, body } = await start(testApp, {})
    expect(status).toBe(409)
    expect(body).toMatchObject({
      errorCode: 'SNAPSHOT_NOT_EXPORTABLE',
      parameters: [id('5'), reason],
    })
  })

  test('a snapshot has at most one active export', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    await saveSnapshot(testApp, id('6'))
    expect((await start(testApp, {})).status).toBe(200)
    const { status, body } = await start(testApp, {})
    expect(status).toBe(409)
    expect(body).toMatchObject({ parameters: [id('5'), 'it is already being exported'] })
    expect((await start(testApp, { snapshotId: id('6') })).status).toBe(200)
    testApp.clock.now += 6000
    expect((await start(testApp, {})).status).toBe(200)
  })

  test('a cluster that is deleted during the request gets 404 and no job', async () => {
    const store = await seedStore(memoryStore())
    const testApp = await createTestApp({
      store: workAfterScheduleRead(store, () => store.deleteCluster(groupId, replicaSet)),
    })
    await saveSnapshot(testApp, id('5'))
    const { status, body } = await start(testApp, {})
    expect(status).toBe(404)
    expect(body).toMatchObject({
      errorCode: 'CLUSTER_NOT_FOUND',
      parameters: [replicaSet, groupId],
    })
    const jobs = { kind: 'exportJob', groupId, clusterName: replicaSet } as const
    expect(await store.resources(jobs)).toEqual([])
  })

  test.each([
    [{ snapshotId: id('9') }, 'SNAPSHOT_NOT_FOUND', [id('9'), replicaSet]],
    [{ exportBucketId: id('9') }, 'EXPORT_BUCKET_NOT_FOUND', [id('9')]],
  ])('%j names nothing and gets 404 %s', async (body, errorCode, parameters) => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    const response = await start(testApp, body)
    expect(response.status).toBe(404)
    expect(response.body).toMatchObject({ errorCode, parameters })
  })

  test('a snapshot of another cluster gets 404', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), {}, sharded)
    expect((await start(testApp, {})).body).toMatchObject({ errorCode: 'SNAPSHOT_NOT_FOUND' })
  })

  test('an expired snapshot gets 404', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), { expiresAt: testApp.clock.now })
    expect((await start(testApp, {})).status).toBe(404)
  })
})

describe('the export jobs of a cluster', () => {
  test('a list has pages and a count, and is ordered by id', async () => {
    const testApp = await createTestApp()
    const ids: unknown[] = []
    for (const digit of ['5', '6', '7']) {
      await saveSnapshot(testApp, id(digit))
      ids.push((await start(testApp, { snapshotId: id(digit) })).body['id'])
      testApp.clock.now += 1000
    }
    const path = { clusterName: replicaSet }
    const { body } = await callOperation(testApp, 'listGroupClusterBackupExports', { path })
    expect(body).toMatchObject({ results: ids.map((id) => ({ id })), totalCount: 3 })
    const query = '?itemsPerPage=1&pageNum=2'
    const page = await callOperation(testApp, 'listGroupClusterBackupExports', { path, query })
    expect(page.body).toMatchObject({ results: [{ id: ids[1] }] })
  })

  test.each(['nope', id('9')])('the job %s does not exist', async (exportId) => {
    const { status, body } = await get(await createTestApp(), exportId)
    expect(status).toBe(404)
    expect(body).toMatchObject({
      errorCode: 'EXPORT_JOB_NOT_FOUND',
      parameters: [exportId, replicaSet],
    })
  })

  test('Project Backup Export Operator may start a job but not read it', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    await replaceGrants(testApp, 'reader', { roles: ['GROUP_BACKUP_EXPORT_OPERATOR'] })
    const { status, body } = await callOperation(testApp, 'createGroupClusterBackupExport', {
      path: { clusterName: replicaSet },
      body: { exportBucketId, snapshotId: id('5') },
      caller: 'reader',
    })
    expect(status).toBe(200)
    const exportId = ExportId.parse(body['id'])
    const call = { path: { clusterName: replicaSet, exportId }, caller: 'reader' } as const
    expect((await callOperation(testApp, 'getGroupClusterBackupExport', call)).status).toBe(401)
  })
})

describe('a grant limited to a cluster and a bucket', () => {
  test('a job may only export to the bucket', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    await replaceGrants(testApp, 'owner', {
      roles: ['GROUP_OWNER'],
      clusterNames: [replicaSet],
      exportBucketIds: [ExportBucketId.parse(exportBucketId)],
    })
    const forbidden = await start(testApp, { exportBucketId: id('b') })
    expect(forbidden.status).toBe(403)
    expect(forbidden.body).toMatchObject({ errorCode: 'ACCESS_FORBIDDEN' })
    expect((await start(testApp, {})).status).toBe(200)
    expect((await start(testApp, {}, sharded)).status).toBe(403)
  })
})
