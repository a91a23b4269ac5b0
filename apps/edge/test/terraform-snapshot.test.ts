/**
 * The requests of the resource `mongodbatlas_cloud_backup_snapshot`. Taken from mongodb/terraform-provider-mongodbatlas:
 * `internal/service/cloudbackupsnapshot/resource.go` (05a5341) and `internal/service/cluster/new_atlas.go` (8534b43).
 */
import { operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { replicaSet, sharded } from './cluster-operations.ts'
import { createTestApp, groupId, type TestApp } from './create-test-app.ts'
import {
  callSdk,
  children,
  integer,
  readUnlessMissing,
  sendRequest,
  text,
  texts,
  time,
  waitForState,
} from './terraform-sdk.ts'

const version = '2023-01-01'
const config = { description: 'before the migration', retention_in_days: 4 }

/** Waits until the cluster is idle. The provider takes a missing cluster for a deleted one. */
async function waitForCluster(testApp: TestApp, clusterName: string) {
  const clusters = operationPath(operations.listGroupClusters, { groupId })
  const target = `${clusters}/${clusterName}`
  const getCluster = async () => sendRequest(testApp, 'GET', target, { version: '2024-08-05' })
  return waitForState(testApp, {
    pending: ['CREATING', 'UPDATING', 'REPAIRING', 'REPEATING', 'PENDING'],
    target: ['IDLE'],
    refresh: async () => (await readUnlessMissing(getCluster)) ?? { stateName: 'DELETED' },
    getState: (cluster) => text(cluster, 'stateName'),
    delay: 180,
    interval: 60,
    timeout: 900,
  })
}

/** Takes a snapshot and waits until it is completed. */
async function takeSnapshot(testApp: TestApp, clusterName: string) {
  const { description, retention_in_days } = config
  const created = await callSdk(testApp, 'takeGroupClusterBackupSnapshots', {
    path: { clusterName },
    body: { description, retentionInDays: retention_in_days },
    version,
  })
  const snapshotId = text(created, 'id')
  const { states } = await waitForState(testApp, {
    pending: ['queued', 'inProgress'],
    target: ['completed'],
    refresh: async () =>
      callSdk(testApp, 'getGroupClusterBackupSnapshot', {
        path: { clusterName, snapshotId },
        version,
      }),
    getState: (snapshot) => text(snapshot, 'status'),
    delay: 60,
    interval: 60,
    timeout: 3600,
  })
  return { snapshotId, states }
}

/** `resourceRead`, which reads the snapshot of a sharded cluster as both. The error of the second request is ignored. */
async function readSnapshot(testApp: TestApp, clusterName: string, snapshotId: string) {
  const call = { path: { clusterName, snapshotId }, version } as const
  const snapshot = await callSdk(testApp, 'getGroupClusterBackupSnapshot', call)
  const shardedSnapshot = await readUnlessMissing(async () =>
    callSdk(testApp, 'getGroupClusterBackupSnapshotShardedCluster', call),
  )
  return {
    snapshot_id: text(snapshot, 'id'),
    created_at: time(snapshot, 'createdAt'),
    expires_at: time(snapshot, 'expiresAt'),
    master_key_uuid: text(snapshot, 'masterKeyUUID'),
    mongod_version: text(snapshot, 'mongodVersion'),
    snapshot_type: text(snapshot, 'snapshotType'),
    status: text(snapshot, 'status'),
    storage_size_bytes: integer(snapshot, 'storageSizeBytes'),
    type: text(snapshot, 'type'),
    cloud_provider: text(snapshot, 'cloudProvider'),
    replica_set_name: text(snapshot, 'replicaSetName'),
    // Only an import reads it.
    description: text(snapshot, 'description'),
    members: children(shardedSnapshot ?? {}, 'members').map((member) => ({
      id: text(member, 'id'),
      cloud_provider: text(member, 'cloudProvider'),
      replica_set_name: text(member, 'replicaSetName'),
    })),
    snapshot_ids: texts(shardedSnapshot ?? {}, 'snapshotIds'),
  }
}

describe('mongodbatlas_cloud_backup_snapshot', () => {
  test('the provider waits until the cluster is idle before it takes a snapshot', async () => {
    const testApp = await createTestApp()
    expect((await waitForCluster(testApp, replicaSet)).states).toEqual(['IDLE'])
    await expect(waitForCluster(testApp, 'Missing')).rejects.toThrow("unexpected state 'DELETED'")
  })

  test.each([
    ['replica set', replicaSet, 'replicaSet'],
    ['sharded cluster', sharded, 'shardedCluster'],
  ])(
    'a snapshot of a %s is taken, read, planned without a change and destroyed',
    async (...row) => {
      const [, clusterName, type] = row
      const testApp = await createTestApp({ simulation: { snapshotSeconds: 250 } })
      const { snapshotId, states } = await takeSnapshot(testApp, clusterName)
      expect(states).toEqual(['queued', 'inProgress', 'inProgress', 'inProgress', 'completed'])

      const state = await readSnapshot(testApp, clusterName, snapshotId)
      expect(state).toMatchObject({
        snapshot_id: snapshotId,
        snapshot_type: 'onDemand',
        description: config.description,
        status: 'completed',
        type,
        created_at: expect.stringMatching(/Z$/),
        mongod_version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        storage_size_bytes: expect.toSatisfy((size: number) => size > 0),
      })
      const retentionMs = config.retention_in_days * 86_400_000
      expect(Date.parse(state.expires_at ?? '')).toBeGreaterThan(
        testApp.clock.now + retentionMs - 60_000,
      )
      expect(state.members.map(({ id }) => id)).toEqual(state.snapshot_ids)
      expect(state.members.length > 0).toBe(type === 'shardedCluster')
      expect(state.replica_set_name === '').toBe(type === 'shardedCluster')
      testApp.clock.now += 3_600_000
      expect(await readSnapshot(testApp, clusterName, snapshotId), 'a second plan').toEqual(state)

      const path = { clusterName, snapshotId }
      await callSdk(testApp, 'deleteGroupClusterBackupSnapshot', { path, version })
      const read = async () => readSnapshot(testApp, clusterName, snapshotId)
      expect(await readUnlessMissing(read)).toBeUndefined()
    },
  )
})
