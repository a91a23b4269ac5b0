import {
  ClusterName,
  ExportBucket,
  ExportBucketId,
  ExportId,
  GroupId,
  RoleId,
  SnapshotId,
} from '@export-buckets/core'
import type {
  ResourceKey,
  ResourceKind,
  Resources,
  StoredExportJob,
  StoredRole,
  StoredSchedule,
} from '../src/store/resources.ts'
import { id } from './create-test-app.ts'

/** Two projects of which a store with test data has nothing. */
export const groupId: GroupId = GroupId.parse(id('8'))
export const otherGroupId: GroupId = GroupId.parse(id('9'))

export const clusterName: ClusterName = ClusterName.parse('Cluster0')
export const otherClusterName: ClusterName = ClusterName.parse('Cluster1')

export const roleId: RoleId = RoleId.parse(id('1'))

export const awsRole: StoredRole = {
  role: {
    providerName: 'AWS',
    roleId,
    atlasAWSAccountArn: 'arn:aws:iam::772401394250:root',
    atlasAssumedRoleExternalId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
    authorizedDate: null,
    createdDate: '2026-11-24T12:00:00Z',
    iamAssumedRoleArn: null,
  },
  assumableAt: 1,
}

export const exportJob: StoredExportJob = {
  id: ExportId.parse(id('3')),
  snapshotId: SnapshotId.parse(id('2')),
  exportBucketId: ExportBucketId.parse(id('a')),
  customData: [{ key: 'team', value: "O'Hara; --" }, {}],
  prefix: 'exported_snapshots/o/g/Cluster0/2026-11-24T1200/1795521600',
  requestedAt: 1,
  startsAt: 2.5,
  endsAt: 3,
  collections: 12,
  failure: { errorCode: 'EXPORT_FAILED', message: 'no access' },
}

/** Returns a schedule that exports to a bucket, or one without auto export. */
export function createSchedule(exportBucketId?: ExportBucketId): StoredSchedule {
  return {
    schedule: {
      clusterId: id('4'),
      clusterName,
      autoExportEnabled: exportBucketId !== undefined,
      ...(exportBucketId && { export: { exportBucketId, frequencyType: 'monthly' } }),
      policies: [
        {
          id: id('5'),
          policyItems: [
            {
              id: id('6'),
              frequencyInterval: 1,
              frequencyType: 'daily',
              retentionUnit: 'days',
              retentionValue: 7,
            },
          ],
        },
      ],
      referenceHourOfDay: 12,
      referenceMinuteOfHour: 30,
      restoreWindowDays: 7,
    },
  }
}

/** The key of a resource of each kind. */
export const keys: { readonly [Kind in ResourceKind]: ResourceKey<Kind> } = {
  role: { kind: 'role', groupId, id: roleId },
  cluster: { kind: 'cluster', groupId, id: clusterName },
  snapshot: { kind: 'snapshot', groupId, clusterName, id: id('2') },
  exportJob: { kind: 'exportJob', groupId, clusterName, id: exportJob.id },
  schedule: { kind: 'schedule', groupId, clusterName, id: '' },
  simulation: { kind: 'simulation', groupId, id: '' },
}

/** A resource of each kind. */
export const resources: Resources = {
  role: awsRole,
  cluster: {
    id: id('4'),
    name: clusterName,
    clusterType: 'SHARDED',
    createDate: '2026-11-24T12:00:00Z',
    mongoDBMajorVersion: '8.0',
    backupEnabled: true,
    collections: 12,
  },
  snapshot: {
    id: SnapshotId.parse(id('2')),
    snapshotType: 'onDemand',
    frequencyType: 'ondemand',
    description: 'before the release',
    requestedAt: 1,
    startsAt: 2,
    completesAt: 3,
    expiresAt: 4,
  },
  exportJob,
  schedule: createSchedule(),
  simulation: { snapshotSeconds: 0, exportSeconds: 0.5, roleSeconds: 2, exportFailure: 'full' },
}

/** Returns a bucket that uses a role. */
export function createBucket(_id: string, iamRoleId: string): ExportBucket {
  return ExportBucket.parse({
    _id,
    region: 'us-east-1',
    bucketName: 'export-bucket',
    cloudProvider: 'AWS',
    iamRoleId,
    requirePrivateNetworking: false,
  })
}
