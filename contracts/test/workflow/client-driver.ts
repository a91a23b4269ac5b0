import type { AtlasClient, ExportJobState } from '@export-buckets/client'
import { groupId } from '../../src/matrix/ids.ts'
import type { WorkflowDriver } from './driver.ts'

/** Short intervals, because snapshots and jobs take less than a second. */
const waiting = { interval: 50, maxInterval: 200 }

/** Calls the methods of the client. */
export function createClientDriver(atlas: AtlasClient): WorkflowDriver {
  const { cloudProviderAccess, exportBuckets, snapshots, exportJobs, backupSchedule } = atlas
  return {
    createRole: (role) => cloudProviderAccess.create({ groupId, role }),
    authorizeRole: (roleId, role) => cloudProviderAccess.authorize({ groupId, roleId, role }),
    getRole: (roleId) => cloudProviderAccess.get({ groupId, roleId }),
    deauthorizeRole: (roleId, cloudProvider) =>
      cloudProviderAccess.deauthorize({ groupId, roleId, cloudProvider }),
    createBucket: (bucket) => exportBuckets.create({ groupId, bucket }),
    getBucket: (exportBucketId) => exportBuckets.get({ groupId, exportBucketId }),
    deleteBucket: (exportBucketId) => exportBuckets.delete({ groupId, exportBucketId }),
    async detachBucket(exportBucketId) {
      const schedule = { autoExportEnabled: false }
      for (const { clusterName = '' } of await backupSchedule.listUses({ groupId, exportBucketId }))
        await backupSchedule.update({ groupId, clusterName, schedule })
      await exportBuckets.delete({ groupId, exportBucketId })
    },
    takeSnapshot: (clusterName) => snapshots.take({ groupId, clusterName }),
    waitForSnapshot: (clusterName, snapshotId) =>
      snapshots.waitFor({ groupId, clusterName, snapshotId, ...waiting }),
    async newestSnapshot(clusterName) {
      const snapshot = await snapshots.newest({ groupId, clusterName })
      if (snapshot === undefined) throw new Error(`${clusterName} has no snapshot`)
      return snapshot
    },
    deleteSnapshot: (clusterName, snapshotId) =>
      snapshots.delete({ groupId, clusterName, snapshotId }),
    createJob: (clusterName, job) => exportJobs.create({ groupId, clusterName, job }),
    async watchJob(clusterName, exportId) {
      const states = new Set<ExportJobState>()
      const input = { groupId, clusterName, exportId, ...waiting }
      for await (const { state } of exportJobs.watch(input)) states.add(state)
      return { job: await exportJobs.get(input), states: [...states] }
    },
    listJobs: (clusterName) => exportJobs.list({ groupId, clusterName }).all(),
    getSchedule: (clusterName) => backupSchedule.get({ groupId, clusterName }),
    updateSchedule: (clusterName, autoExport) =>
      backupSchedule.update({
        groupId,
        clusterName,
        schedule: { autoExportEnabled: true, export: autoExport },
      }),
    deleteSchedule: (clusterName) => backupSchedule.delete({ groupId, clusterName }),
  }
}
