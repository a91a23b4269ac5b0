import {
  type ApiVersion,
  type OperationId,
  operations,
  type RequestBody,
} from '@export-buckets/core'
import type { AtlasClient } from '../../src/index.ts'
import { buckets, createBodies, exportBucketId, groupId, ids } from './buckets.ts'
import { type FakeHandler, respondNoContent, respondWithBody } from './fake-atlas.ts'
import {
  awsRole,
  cluster,
  clusterIds,
  emptySchedule,
  exportJobIds,
  freshAwsRole,
  iamAssumedRoleArn,
  queuedJob,
  queuedSnapshot,
  roleIds,
  schedule,
  shardedSnapshot,
  snapshot,
  snapshotId,
  snapshotIds,
  successfulJob,
} from './workflow.ts'

/** A call of an operation. */
interface OperationCall {
  call(client: AtlasClient<ApiVersion>): Promise<unknown>
  /** The body that the call sends. */
  readonly body?: object
  /** The body of the response. Absent for a 204. */
  readonly response?: object
}

const change = { requirePrivateNetworking: true }
const role = { providerName: 'AWS', iamAssumedRoleArn } as const
const onDemand = { description: 'before the migration', retentionInDays: 1 }
const job = { exportBucketId, snapshotId, customData: [{ key: 'team', value: 'a' }] }
const autoExport: RequestBody<'updateGroupClusterBackupSchedule'> = {
  autoExportEnabled: true,
  export: { exportBucketId, frequencyType: 'daily' },
}

/** A call of each operation. */
export const operationCalls: Readonly<Record<OperationId, OperationCall>> = {
  getGroupCluster: {
    call: ({ clusters }) => clusters.get(clusterIds),
    response: cluster,
  },
  listGroupClusters: {
    call: ({ clusters }) => clusters.list({ groupId }).page(),
    response: { results: [cluster], totalCount: 1 },
  },
  listGroupCloudProviderAccess: {
    call: ({ cloudProviderAccess }) => cloudProviderAccess.list({ groupId }),
    response: { awsIamRoles: [freshAwsRole], azureServicePrincipals: [], gcpServiceAccounts: [] },
  },
  getGroupCloudProviderAccess: {
    call: ({ cloudProviderAccess }) => cloudProviderAccess.get(roleIds),
    response: awsRole,
  },
  createGroupCloudProviderAccess: {
    call: ({ cloudProviderAccess }) =>
      cloudProviderAccess.create({ groupId, role: { providerName: 'AWS' } }),
    body: { providerName: 'AWS' },
    response: freshAwsRole,
  },
  authorizeGroupCloudProviderAccessRole: {
    call: ({ cloudProviderAccess }) => cloudProviderAccess.authorize({ ...roleIds, role }),
    body: role,
    response: awsRole,
  },
  deauthorizeGroupCloudProviderAccessRole: {
    call: ({ cloudProviderAccess }) =>
      cloudProviderAccess.deauthorize({ ...roleIds, cloudProvider: 'AWS' }),
  },
  listGroupBackupExportBuckets: {
    call: ({ exportBuckets }) => exportBuckets.list({ groupId }).page(),
    response: { results: Object.values(buckets), totalCount: 3 },
  },
  getGroupBackupExportBucket: {
    call: ({ exportBuckets }) => exportBuckets.get(ids),
    response: buckets.AWS,
  },
  createGroupBackupExportBucket: {
    call: ({ exportBuckets }) => exportBuckets.create({ groupId, bucket: createBodies.AWS }),
    body: createBodies.AWS,
    response: buckets.AWS,
  },
  updateGroupBackupExportBucket: {
    call: ({ exportBuckets }) => exportBuckets.update({ ...ids, ...change }),
    body: change,
    response: buckets.AWS,
  },
  deleteGroupBackupExportBucket: { call: ({ exportBuckets }) => exportBuckets.delete(ids) },
  listGroupClusterBackupSnapshots: {
    call: ({ snapshots }) => snapshots.list(clusterIds).page(),
    response: { results: [snapshot], totalCount: 1 },
  },
  listGroupClusterBackupSnapshotShardedClusters: {
    call: ({ snapshots }) => snapshots.listSharded(clusterIds),
    response: { results: [shardedSnapshot], totalCount: 1 },
  },
  getGroupClusterBackupSnapshot: {
    call: ({ snapshots }) => snapshots.get(snapshotIds),
    response: snapshot,
  },
  getGroupClusterBackupSnapshotShardedCluster: {
    call: ({ snapshots }) => snapshots.getSharded(snapshotIds),
    response: shardedSnapshot,
  },
  takeGroupClusterBackupSnapshots: {
    call: ({ snapshots }) => snapshots.take({ ...clusterIds, snapshot: onDemand }),
    body: onDemand,
    response: queuedSnapshot,
  },
  deleteGroupClusterBackupSnapshot: { call: ({ snapshots }) => snapshots.delete(snapshotIds) },
  listGroupClusterBackupExports: {
    call: ({ exportJobs }) => exportJobs.list(clusterIds).page(),
    response: { results: [successfulJob], totalCount: 1 },
  },
  getGroupClusterBackupExport: {
    call: ({ exportJobs }) => exportJobs.get(exportJobIds),
    response: successfulJob,
  },
  createGroupClusterBackupExport: {
    call: ({ exportJobs }) => exportJobs.create({ ...clusterIds, job }),
    body: job,
    response: queuedJob,
  },
  getGroupClusterBackupSchedule: {
    call: ({ backupSchedule }) => backupSchedule.get(clusterIds),
    response: schedule,
  },
  updateGroupClusterBackupSchedule: {
    call: ({ backupSchedule }) => backupSchedule.update({ ...clusterIds, schedule: autoExport }),
    body: autoExport,
    response: schedule,
  },
  deleteGroupClusterBackupSchedule: {
    call: ({ backupSchedule }) => backupSchedule.delete(clusterIds),
    response: emptySchedule,
  },
}

/** The ids of all operations. */
export const operationIds: readonly OperationId[] = Object.keys(operationCalls).filter(
  (id): id is OperationId => id in operations,
)

/** Responds as Atlas does to the call of an operation. */
export function respondToCall(operationId: OperationId): FakeHandler {
  const { response } = operationCalls[operationId]
  return response === undefined ? respondNoContent : respondWithBody(operationId, response)
}
