import type { OperationId } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { callOperation, type OperationResult } from './call-operation.ts'
import { replicaSet, saveSnapshot, sharded, withoutBackup } from './cluster-operations.ts'
import { clusters, createTestApp, groupId, id, type TestApp } from './create-test-app.ts'

const call = (
  testApp: TestApp,
  operationId: OperationId,
  clusterName: string = replicaSet,
  path: Record<string, string> = {},
): Promise<OperationResult> =>
  callOperation(testApp, operationId, { path: { clusterName, ...path } })

const take = (
  testApp: TestApp,
  clusterName: string = replicaSet,
  body: object = {},
): Promise<OperationResult> =>
  callOperation(testApp, 'takeGroupClusterBackupSnapshots', { path: { clusterName }, body })

const get = (testApp: TestApp, snapshotId: unknown): Promise<OperationResult> =>
  call(testApp, 'getGroupClusterBackupSnapshot', replicaSet, { snapshotId: String(snapshotId) })

const getSharded = (testApp: TestApp, snapshotId: unknown): Promise<OperationResult> =>
  call(testApp, 'getGroupClusterBackupSnapshotShardedCluster', sharded, {
    snapshotId: String(snapshotId),
  })

const remove = (testApp: TestApp, snapshotId: unknown): Promise<OperationResult> =>
  call(testApp, 'deleteGroupClusterBackupSnapshot', replicaSet, { snapshotId: String(snapshotId) })

describe('a new snapshot', () => {
  test('a snapshot of a replica set is queued, with the fields that were recorded', async () => {
    const { status, body } = await take(await createTestApp(), replicaSet, {
      description: 'before the release',
      retentionInDays: 3,
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      copyRegions: [],
      description: 'before the release',
      expiresAt: '2026-11-27T12:00:00Z',
      frequencyType: 'ondemand',
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      replicaSetName: 'atlas-111111-shard-0',
      snapshotType: 'onDemand',
      status: 'queued',
      type: 'replicaSet',
    })
  })

  test('the keys of a new snapshot appear and its status changes with the clock', async () => {
    const testApp = await createTestApp({ simulation: { snapshotSeconds: 400 } })
    const { body: queued } = await take(testApp)
    const states: unknown[] = []
    for (const seconds of [99, 1, 100, 100, 100]) {
      testApp.clock.now += seconds * 1000
      const { body } = await get(testApp, queued['id'])
      const newKeys = Object.keys(body).filter((key) => !Object.hasOwn(queued, key))
      states.push([body['status'], newKeys, body['expiresAt']])
    }
    const [early, late] = ['2026-11-25T12:00:00Z', '2026-11-25T12:06:40Z']
    expect(states).toEqual([
      ['queued', [], early],
      ['inProgress', ['mongodVersion'], early],
      ['inProgress', ['cloudProvider', 'mongodVersion'], early],
      ['inProgress', ['cloudProvider', 'createdAt', 'mongodVersion'], early],
      ['completed', ['cloudProvider', 'createdAt', 'mongodVersion', 'storageSizeBytes'], late],
    ])
    expect((await get(testApp, queued['id'])).body).toMatchObject({
      cloudProvider: 'AWS',
      createdAt: '2026-11-24T12:05:00Z',
      mongodVersion: '8.0.12',
    })
  })

  test('a snapshot takes four seconds by default', async () => {
    const testApp = await createTestApp()
    const { body } = await take(testApp)
    testApp.clock.now += 3999
    expect((await get(testApp, body['id'])).body).toMatchObject({ status: 'inProgress' })
    testApp.clock.now += 1
    expect((await get(testApp, body['id'])).body).toMatchObject({ status: 'completed' })
  })

  test('a snapshot of a sharded cluster has members for its shards and its config servers', async () => {
    const testApp = await createTestApp()
    const { body } = await take(testApp, sharded)
    const members = ['shard-0', 'shard-1', 'config-0'].map((suffix) => ({
      cloudProvider: 'AWS',
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      replicaSetName: `atlas-222222-${suffix}`,
    }))
    expect(body).toMatchObject({ members, status: 'queued', type: 'shardedCluster' })
    testApp.clock.now += 4000
    const { body: completed } = await getSharded(testApp, body['id'])
    expect(completed).toMatchObject({ members: body['members'], status: 'completed' })
    const memberIds = Object(body['members']).map(({ id }: { id: string }) => id)
    expect(completed['snapshotIds']).toEqual([...new Set(memberIds)])
  })

  test('a cluster has at most one on-demand snapshot that is not completed', async () => {
    const testApp = await createTestApp()
    await take(testApp)
    const { status, body } = await take(testApp)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      errorCode: 'UNFINISHED_ON_DEMAND_SNAPSHOT',
      parameters: [replicaSet],
    })
    expect((await take(testApp, sharded)).status).toBe(200)
    testApp.clock.now += 4000
    expect((await take(testApp)).status).toBe(200)
  })

  test('a cluster that is deleted before the body arrives gets 404 and no snapshot', async () => {
    const testApp = await createTestApp()
    const [cluster] = clusters
    if (cluster === undefined) throw new Error('no cluster')
    const { status, body } = await callOperation(testApp, 'takeGroupClusterBackupSnapshots', {
      path: { clusterName: replicaSet },
      body: {},
      beforeBody: () => testApp.store.deleteCluster(groupId, replicaSet),
    })
    expect(status).toBe(404)
    expect(body).toMatchObject({
      errorCode: 'CLUSTER_NOT_FOUND',
      parameters: [replicaSet, groupId],
    })
    await testApp.store.saveResource({ kind: 'cluster', groupId, id: replicaSet }, cluster)
    const list = await call(testApp, 'listGroupClusterBackupSnapshots')
    expect(list.body).toMatchObject({ totalCount: 0 })
  })

  test('concurrent requests start one snapshot', async () => {
    const testApp = await createTestApp()
    const results = await Promise.all(Array.from({ length: 5 }, () => take(testApp)))
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('the retention must be at least one day', async () => {
    const { status, body } = await take(await createTestApp(), replicaSet, { retentionInDays: 0 })
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode: 'BACKUP_SNAPSHOT_RETENTION_VALUE_INVALID' })
  })

  test.each([1_000_000_000, 1e305])(
    'a retention of %d days is limited, and the snapshot stays listed',
    async (retentionInDays) => {
      const testApp = await createTestApp()
      const expiresAt = '4764-10-21T12:00:00Z'
      const { status, body } = await take(testApp, replicaSet, { retentionInDays })
      expect([status, body['expiresAt']]).toEqual([200, expiresAt])
      const list = await call(testApp, 'listGroupClusterBackupSnapshots')
      expect(list.body).toMatchObject({ results: [{ id: body['id'], expiresAt }] })
    },
  )

  test('with a duration of zero seconds, a snapshot is completed at once', async () => {
    const testApp = await createTestApp({ simulation: { snapshotSeconds: 0 } })
    expect((await take(testApp)).body).toMatchObject({ status: 'completed' })
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])(
    'a duration of %d seconds is an error of the options',
    async (snapshotSeconds) => {
      await expect(createTestApp({ simulation: { snapshotSeconds } })).rejects.toThrow(
        `simulation.snapshotSeconds: expected a number of seconds from 0, got ${snapshotSeconds}`,
      )
    },
  )
})

describe('the snapshots of a cluster', () => {
  test('a list has pages and a count, and is ordered by id', async () => {
    const testApp = await createTestApp()
    for (const digit of ['7', '5', '6']) await saveSnapshot(testApp, id(digit))
    const { body } = await call(testApp, 'listGroupClusterBackupSnapshots')
    expect(body).toMatchObject({
      results: [{ id: id('5') }, { id: id('6') }, { id: id('7') }],
      totalCount: 3,
    })
    const { body: page } = await callOperation(testApp, 'listGroupClusterBackupSnapshots', {
      path: { clusterName: replicaSet },
      query: '?itemsPerPage=2&pageNum=2&includeCount=false',
    })
    expect(page).toMatchObject({ results: [{ id: id('7') }] })
    expect(page).not.toHaveProperty('totalCount')
  })

  test('the list of a sharded cluster has no pages', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), {}, sharded)
    const operationId = 'listGroupClusterBackupSnapshotShardedClusters'
    const { body } = await call(testApp, operationId, sharded)
    expect(body).toMatchObject({ results: [{ id: id('5') }], totalCount: 1 })
  })

  test('a cluster has no snapshots of the other type', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), {}, sharded)
    await saveSnapshot(testApp, id('6'))
    const lists = [
      call(testApp, 'listGroupClusterBackupSnapshots', sharded),
      call(testApp, 'listGroupClusterBackupSnapshotShardedClusters', replicaSet),
    ]
    for (const { body } of await Promise.all(lists)) expect(body).toMatchObject({ results: [] })
    const [sharding, replication] = await Promise.all([
      call(testApp, 'getGroupClusterBackupSnapshot', sharded, { snapshotId: id('5') }),
      call(testApp, 'getGroupClusterBackupSnapshotShardedCluster', replicaSet, {
        snapshotId: id('6'),
      }),
    ])
    // Terraform's provider polls the snapshot of a sharded cluster with the operation of replica sets.
    expect([sharding.status, replication.status]).toEqual([200, 404])
  })

  test('an expired snapshot is neither found nor listed', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), { expiresAt: testApp.clock.now + 1 })
    expect((await get(testApp, id('5'))).status).toBe(200)
    testApp.clock.now += 1
    expect((await get(testApp, id('5'))).status).toBe(404)
    expect((await remove(testApp, id('5'))).status).toBe(404)
    const { body } = await call(testApp, 'listGroupClusterBackupSnapshots')
    expect(body).toMatchObject({ results: [], totalCount: 0 })
  })

  test.each([
    ['nope', 'INVALID_SNAPSHOT_ID', ['nope']],
    [id('9'), 'SNAPSHOT_NOT_FOUND', [id('9'), replicaSet]],
  ])('the snapshot %s gets 404 %s', async (snapshotId, errorCode, parameters) => {
    const { status, body } = await get(await createTestApp(), snapshotId)
    expect(status).toBe(404)
    expect(body).toMatchObject({ errorCode, parameters })
  })
})

describe('the deletion of a snapshot', () => {
  test('a completed snapshot is deleted', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'))
    expect((await remove(testApp, id('5'))).status).toBe(204)
    expect((await get(testApp, id('5'))).status).toBe(404)
  })

  test('a snapshot in progress cannot be deleted', async () => {
    const testApp = await createTestApp()
    const { body: snapshot } = await take(testApp)
    const { status, body } = await remove(testApp, snapshot['id'])
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode: 'CANNOT_DELETE_IN_PROGRESS_SNAPSHOT' })
  })

  test('the snapshot of a sharded cluster is deleted by the same operation', async () => {
    const testApp = await createTestApp()
    await saveSnapshot(testApp, id('5'), {}, sharded)
    const path = { snapshotId: id('5') }
    const { status } = await call(testApp, 'deleteGroupClusterBackupSnapshot', sharded, path)
    expect(status).toBe(204)
    expect((await getSharded(testApp, id('5'))).status).toBe(404)
  })

  test('the caller needs Project Backup Manager', async () => {
    const testApp = await createTestApp()
    const path = { clusterName: replicaSet, snapshotId: await saveSnapshot(testApp, id('5')) }
    const call = { path, caller: 'reader' } as const
    const { status } = await callOperation(testApp, 'deleteGroupClusterBackupSnapshot', call)
    expect(status).toBe(401)
  })
})

describe('the cluster in the path', () => {
  const operationIds = [
    'listGroupClusterBackupSnapshots',
    'listGroupClusterBackupSnapshotShardedClusters',
    'listGroupClusterBackupExports',
    'getGroupClusterBackupSchedule',
  ] as const

  test.each(operationIds)('%s needs a cluster that exists', async (operationId) => {
    for (const clusterName of ['Unknown', '-malformed', 'with space']) {
      const { status, body } = await call(await createTestApp(), operationId, clusterName)
      expect(status).toBe(404)
      expect(body).toMatchObject({
        errorCode: 'CLUSTER_NOT_FOUND',
        parameters: [clusterName, groupId],
      })
    }
  })

  test.each(operationIds)('%s needs a cluster with backup', async (operationId) => {
    const { status, body } = await call(await createTestApp(), operationId, withoutBackup)
    expect(status).toBe(404)
    expect(body).toMatchObject({
      errorCode: 'BACKUP_CONFIG_NOT_FOUND',
      parameters: [withoutBackup, groupId],
    })
  })
})

describe('paths that differ in a literal and a parameter', () => {
  test('shardedClusters is not taken for the id of a snapshot', async () => {
    const testApp = await createTestApp()
    const list = `/api/atlas/v2/groups/${groupId}/clusters/${sharded}/backup/snapshots/shardedClusters`
    expect((await testApp.get(list)).status).toBe(200)
    const response = await testApp.request(list, { method: 'PUT' })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD, DELETE, OPTIONS')
  })
})
