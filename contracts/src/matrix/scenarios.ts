import type { OperationId } from '@export-buckets/core'
import {
  projectWithRole,
  withAutoExport,
  withCluster,
  withJob,
  withSchedule,
  withSnapshot,
} from './example-states.ts'
import {
  autoExportRequest,
  emptiedSchedule,
  scheduleWithExport,
  scheduleWithoutExport,
} from './examples/backup-schedules.ts'
import {
  authorizeRoleRequest,
  createdRole,
  createRoleRequest,
  roleList,
  unusedRole,
  usedRole,
} from './examples/cloud-provider-access.ts'
import { type Example, emptyPage, toPage } from './examples/example.ts'
import { bucketFromGet, bucketFromList, exampleRequest } from './examples/export-buckets.ts'
import { jobExamples, jobRequest, shardedJob } from './examples/export-jobs.ts'
import {
  completedShardedSnapshot,
  completedSnapshot,
  queuedShardedSnapshot,
  queuedSnapshot,
  snapshotInProgress,
} from './examples/snapshots.ts'
import { examples } from './examples.gen.ts'
import { exportBucketIds } from './ids.ts'
import type { Scenario } from './scenario.ts'

const bucketNotFound: Scenario['whenUnknown'] = (provider) => ({
  kind: 'error',
  name: 'EXPORT_BUCKET_NOT_FOUND',
  parameters: [exportBucketIds[provider]],
})

/** A cluster in a list. Atlas sends about thirty more fields. */
const listedCluster: Example = {
  body: examples.Cluster,
  optional: ['createDate', 'groupId', 'mongoDBMajorVersion', 'stateName'],
}

/** The requests and responses of each operation. The type requires an entry for each operation of core. */
export const scenarios: Readonly<Record<OperationId, Scenario>> = {
  getGroupBackupExportBucket: { example: bucketFromGet, whenUnknown: bucketNotFound },
  listGroupBackupExportBuckets: {
    example: (provider) => toPage(bucketFromList(provider)),
    whenUnknown: (_, version) => ({ kind: 'body', version, example: emptyPage, pins: 'shape' }),
  },
  createGroupBackupExportBucket: { body: exampleRequest, example: bucketFromList },
  updateGroupBackupExportBucket: {
    body: () => examples.PrivateNetworkingRequest,
    example: bucketFromGet,
    whenUnknown: () => ({ kind: 'error', name: 'VALIDATION_ERROR' }),
  },
  deleteGroupBackupExportBucket: {},
  getGroupCluster: { states: withCluster(), example: () => listedCluster },
  listGroupClusters: { states: withCluster(), example: () => toPage(listedCluster) },
  listGroupCloudProviderAccess: { example: roleList },
  createGroupCloudProviderAccess: { body: createRoleRequest, example: createdRole },
  getGroupCloudProviderAccess: {
    example: usedRole,
    otherCases: {
      'the role is not authorized': {
        project: projectWithRole('not authorized'),
        example: createdRole,
      },
    },
  },
  authorizeGroupCloudProviderAccessRole: {
    project: projectWithRole('not authorized'),
    body: authorizeRoleRequest,
    example: unusedRole,
  },
  deauthorizeGroupCloudProviderAccessRole: { project: projectWithRole('authorized') },
  takeGroupClusterBackupSnapshots: {
    states: withCluster(),
    body: () => examples.SnapshotRequest,
    example: () => queuedSnapshot,
    otherCases: {
      'the cluster is sharded': {
        states: withCluster('SHARDED'),
        body: () => examples.SnapshotRequest,
        example: () => queuedShardedSnapshot,
      },
    },
  },
  listGroupClusterBackupSnapshots: {
    states: withSnapshot('completed'),
    example: () => toPage(completedSnapshot),
  },
  getGroupClusterBackupSnapshot: {
    states: withSnapshot('completed'),
    example: () => completedSnapshot,
    otherCases: {
      'the snapshot is queued': { states: withSnapshot('queued'), example: () => queuedSnapshot },
      'the snapshot is in progress': {
        states: withSnapshot('inProgress'),
        example: () => snapshotInProgress,
      },
      'the cluster is sharded': {
        states: withSnapshot('completed', 'SHARDED'),
        example: () => completedShardedSnapshot,
      },
    },
  },
  deleteGroupClusterBackupSnapshot: { states: withSnapshot('completed') },
  listGroupClusterBackupSnapshotShardedClusters: {
    states: withSnapshot('completed', 'SHARDED'),
    example: () => toPage(completedShardedSnapshot),
  },
  getGroupClusterBackupSnapshotShardedCluster: {
    states: withSnapshot('completed', 'SHARDED'),
    example: () => completedShardedSnapshot,
  },
  createGroupClusterBackupExport: {
    states: withSnapshot('completed'),
    body: jobRequest,
    example: jobExamples.Queued,
  },
  listGroupClusterBackupExports: {
    states: withJob('Successful'),
    example: (provider) => toPage(jobExamples.Successful(provider)),
  },
  getGroupClusterBackupExport: {
    states: withJob('Successful'),
    example: jobExamples.Successful,
    otherCases: {
      'the job is queued': { states: withJob('Queued'), example: jobExamples.Queued },
      'the job is in progress': { states: withJob('InProgress'), example: jobExamples.InProgress },
      'the job failed': { states: withJob('Failed'), example: jobExamples.Failed },
      'the cluster is sharded': { states: withJob('Successful', 'SHARDED'), example: shardedJob },
    },
  },
  getGroupClusterBackupSchedule: {
    states: withSchedule,
    example: scheduleWithoutExport,
    otherCases: {
      'the schedule exports': { states: withAutoExport, example: scheduleWithExport() },
    },
  },
  updateGroupClusterBackupSchedule: {
    states: withSchedule,
    body: autoExportRequest(),
    example: scheduleWithExport(),
    otherCases: {
      // MongoDB's document lacks these frequencies. Its Terraform provider documents them.
      ...Object.fromEntries(
        (['daily', 'weekly', 'yearly'] as const).map((frequency) => [
          `the export is ${frequency}`,
          {
            states: withSchedule,
            body: autoExportRequest(frequency),
            example: scheduleWithExport(frequency),
          },
        ]),
      ),
      // MongoDB's Go SDK, and so its Terraform provider, sends null for no policies.
      'the policies are null': {
        states: withSchedule,
        body: (provider) => ({ ...autoExportRequest()(provider), policies: null }),
        example: scheduleWithExport(),
      },
      'auto export is turned off': {
        states: withAutoExport,
        body: () => examples.NoAutoExportRequest,
        example: scheduleWithoutExport,
      },
    },
  },
  deleteGroupClusterBackupSchedule: { states: withAutoExport, example: emptiedSchedule },
}
