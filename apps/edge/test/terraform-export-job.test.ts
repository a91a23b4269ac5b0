/**
 * The requests of the resource `mongodbatlas_cloud_backup_snapshot_export_job`. Taken from
 * mongodb/terraform-provider-mongodbatlas, in `internal/service/cloudbackupsnapshotexportjob`:
 * `resource_cloud_backup_snapshot_export_job.go` (1dc451d).
 */
import { describe, expect, test } from 'vitest'
import { replicaSet, saveSnapshot, sharded } from './cluster-operations.ts'
import { createTestApp, id, type TestApp } from './create-test-app.ts'
import {
  callSdk,
  child,
  children,
  integer,
  readUnlessMissing,
  text,
  time,
} from './terraform-sdk.ts'

const version = '2023-01-01'

/** The configured attributes. Without one, `custom_data` is an empty set. */
interface Config {
  readonly snapshot_id: string
  readonly export_bucket_id: string
  readonly custom_data: readonly { readonly key: string; readonly value: string }[]
}

/** `setExportJobFields` */
async function readJob(testApp: TestApp, clusterName: string, exportId: string) {
  const path = { clusterName, exportId }
  const job = await callSdk(testApp, 'getGroupClusterBackupExport', { path, version })
  const exportStatus = child(job, 'exportStatus')
  return {
    export_job_id: text(job, 'id'),
    snapshot_id: text(job, 'snapshotId'),
    export_bucket_id: text(job, 'exportBucketId'),
    custom_data: children(job, 'customData').map((label) => ({
      key: text(label, 'key'),
      value: text(label, 'value'),
    })),
    components: children(job, 'components').map((component) => ({
      export_id: text(component, 'exportId'),
      replica_set_name: text(component, 'replicaSetName'),
    })),
    created_at: time(job, 'createdAt'),
    finished_at: time(job, 'finishedAt'),
    export_status_exported_collections: integer(exportStatus, 'exportedCollections'),
    export_status_total_collections: integer(exportStatus, 'totalCollections'),
    prefix: text(job, 'prefix'),
    state: text(job, 'state'),
  }
}

/** Creates a job and reads it. The provider sends `customData` even when it is empty, and does not wait for the end. */
async function createJob(testApp: TestApp, clusterName: string, config: Config) {
  const { snapshot_id, export_bucket_id, custom_data } = config
  const job = await callSdk(testApp, 'createGroupClusterBackupExport', {
    path: { clusterName },
    body: { customData: custom_data, exportBucketId: export_bucket_id, snapshotId: snapshot_id },
    version,
  })
  return readJob(testApp, clusterName, text(job, 'id'))
}

describe('mongodbatlas_cloud_backup_snapshot_export_job', () => {
  test.each([
    ['replica set with custom data', replicaSet, [{ key: 'exported by', value: 'team' }]],
    ['replica set without custom data', replicaSet, []],
    ['sharded cluster', sharded, [{ key: 'exported by', value: 'team' }]],
  ])(
    'a job of a %s is created, read until it has ended, and planned without a change',
    async (...row) => {
      const [, clusterName, custom_data] = row
      const testApp = await createTestApp({ simulation: { exportSeconds: 600 } })
      const snapshot_id = await saveSnapshot(testApp, id('5'), {}, clusterName)
      const config = { snapshot_id, export_bucket_id: id('a'), custom_data }
      const created = await createJob(testApp, clusterName, config)
      const computed = { created_at: '2026-11-24T12:00:00Z', finished_at: undefined }
      expect(created).toMatchObject({ ...config, ...computed, state: 'Queued' })
      expect(created.prefix).toMatch(/^exported_snapshots\//)
      const read = async () => readJob(testApp, clusterName, created.export_job_id)
      expect(await read(), 'it is refreshed').toEqual(created)

      // Every configured attribute forces a new job, so that a change of one would export again.
      testApp.clock.now += 300_000
      expect(await read()).toMatchObject({ ...config, state: 'InProgress', finished_at: undefined })
      testApp.clock.now += 300_000
      const ended = await read()
      const finished_at = '2026-11-24T12:10:00Z'
      expect(ended).toMatchObject({ ...config, state: 'Successful', finished_at })
      const { prefix, created_at, components } = created
      expect(ended).toMatchObject({ prefix, created_at, components })
      expect(components.length).toBe(clusterName === sharded ? 2 : 0)
      const { export_status_exported_collections, export_status_total_collections } = ended
      expect(export_status_exported_collections).toBe(export_status_total_collections)
      testApp.clock.now += 3_600_000
      expect(await read(), 'a second plan').toEqual(ended)
      // The provider sends no request to destroy a job: it only removes it from its state.
    },
  )

  test('a job that failed is not exported again by a second plan', async () => {
    const testApp = await createTestApp({ simulation: { exportFailure: 'The bucket is gone.' } })
    const snapshot_id = await saveSnapshot(testApp, id('5'))
    const config = { snapshot_id, export_bucket_id: id('a'), custom_data: [] }
    const { export_job_id } = await createJob(testApp, replicaSet, config)
    testApp.clock.now += 60_000
    const ended = await readJob(testApp, replicaSet, export_job_id)
    expect(ended).toMatchObject({ ...config, state: 'Failed' })
    expect(await readJob(testApp, replicaSet, export_job_id), 'a second plan').toEqual(ended)
  })

  test('a job that Atlas does not have is removed from the state', async () => {
    const testApp = await createTestApp()
    const read = async () => readJob(testApp, replicaSet, id('9'))
    expect(await readUnlessMissing(read)).toBeUndefined()
  })
})
