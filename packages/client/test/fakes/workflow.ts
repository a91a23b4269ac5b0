import { exportBucketId, groupId, roleId } from './buckets.ts'

type Body = Readonly<Record<string, unknown>>

export const clusterName = 'Cluster0'
export const snapshotId = '68a5b2c3d4e5f60718293a4c'
export const exportId = '68a5b2c3d4e5f60718293a4d'

interface ClusterIds {
  readonly groupId: string
  readonly clusterName: string
}

export const clusterIds: ClusterIds = { groupId, clusterName }
export const snapshotIds: ClusterIds & { readonly snapshotId: string } = {
  ...clusterIds,
  snapshotId,
}
export const exportJobIds: ClusterIds & { readonly exportId: string } = { ...clusterIds, exportId }
export const roleIds: { readonly groupId: string; readonly roleId: string } = { groupId, roleId }

export const iamAssumedRoleArn = 'arn:aws:iam::123456789012:role/atlas-export'

/** An AWS role as Atlas was seen to create it, before it is authorized. */
export const freshAwsRole: Body = {
  atlasAWSAccountArn: 'arn:aws:iam::772401394250:root',
  atlasAssumedRoleExternalId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  authorizedDate: null,
  createdDate: '2026-08-10T03:20:00Z',
  featureUsages: [],
  iamAssumedRoleArn: null,
  providerName: 'AWS',
  roleId,
}

/** An authorized role, with the bucket that uses it. */
export const awsRole: Body = {
  ...freshAwsRole,
  authorizedDate: '2026-08-10T03:21:00Z',
  featureUsages: [{ featureId: { exportBucketId, groupId }, featureType: 'EXPORT_SNAPSHOT' }],
  iamAssumedRoleArn,
}

/** A role of Azure, whose id is `_id`. */
export const azureRole: Body = {
  _id: roleId,
  atlasAzureAppId: '9f2deb0d-be22-4524-a403-df531868bac0',
  createdDate: '2026-08-10T03:20:00Z',
  featureUsages: [],
  lastUpdatedDate: '2026-08-10T03:20:00Z',
  providerName: 'AZURE',
  servicePrincipalId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df88',
}

/** A role of Google Cloud, before Atlas has created its service account. */
export const gcpRole: Body = {
  createdDate: '2026-08-10T03:20:00Z',
  featureUsages: [],
  gcpServiceAccountForAtlas: null,
  providerName: 'GCP',
  roleId,
  status: 'IN_PROGRESS',
}

/** An on-demand snapshot as it was seen right after it was taken: most keys appear later. */
export const queuedSnapshot: Body = {
  copyRegions: [],
  description: 'before the migration',
  expiresAt: '2026-08-11T03:27:12Z',
  frequencyType: 'ondemand',
  id: snapshotId,
  policyItems: [],
  replicaSetName: 'atlas-abc123-shard-0',
  snapshotType: 'onDemand',
  status: 'queued',
  storageSizeBytes: 0,
  type: 'replicaSet',
}

export const snapshot: Body = {
  ...queuedSnapshot,
  cloudProvider: 'AWS',
  createdAt: '2026-08-10T03:27:12Z',
  mongodVersion: '8.0.12',
  status: 'completed',
}

export const shardedSnapshot: Body = {
  createdAt: '2026-08-10T03:27:12Z',
  expiresAt: '2026-08-17T03:27:12Z',
  frequencyType: 'daily',
  id: snapshotId,
  members: [{ cloudProvider: 'AWS', id: roleId, replicaSetName: 'atlas-abc123-shard-0' }],
  mongodVersion: '8.0.12',
  snapshotIds: [roleId],
  snapshotType: 'scheduled',
  status: 'completed',
  storageSizeBytes: 4096,
  type: 'shardedCluster',
}

/** A job as it was seen: no links, customData always an array, and a prefix without a leading slash. */
export const queuedJob: Body = {
  createdAt: '2026-08-10T03:36:00Z',
  customData: [],
  exportBucketId,
  exportStatus: { exportedCollections: 0, totalCollections: 0 },
  id: exportId,
  prefix: `exported_snapshots/${roleId}/${groupId}/${clusterName}/2026-08-10T0327/1786332505`,
  snapshotId,
  state: 'Queued',
}

export const jobInProgress = (exportedCollections: number): Body => ({
  ...queuedJob,
  exportStatus: { exportedCollections, totalCollections: 105 },
  state: 'InProgress',
})

export const successfulJob: Body = {
  ...jobInProgress(105),
  finishedAt: '2026-08-10T03:50:40Z',
  state: 'Successful',
}

/** A schedule that exports the snapshots of its only policy item. */
export const schedule: Body = {
  autoExportEnabled: true,
  clusterId: '68a5b2c3d4e5f60718293a4e',
  clusterName,
  copySettings: [],
  export: { exportBucketId, frequencyType: 'daily' },
  links: [{ href: 'https://cloud.mongodb.com', rel: 'https://cloud.mongodb.com/cluster' }],
  nextSnapshot: '2026-08-11T03:27:12Z',
  policies: [
    {
      id: '68a5b2c3d4e5f60718293a4f',
      policyItems: [
        { frequencyInterval: 1, frequencyType: 'daily', retentionUnit: 'days', retentionValue: 7 },
      ],
    },
  ],
  referenceHourOfDay: 3,
  referenceMinuteOfHour: 27,
  restoreWindowDays: 7,
}

/** A schedule as it was seen after a delete. */
export const emptySchedule: Body = {
  autoExportEnabled: false,
  clusterId: '68a5b2c3d4e5f60718293a4e',
  clusterName,
  copySettings: [],
  links: [{ href: 'https://cloud.mongodb.com', rel: 'https://cloud.mongodb.com/group' }],
  policies: [{ id: '68a5b2c3d4e5f60718293a4f', policyItems: [] }],
}

/** A cluster with fields that core does not describe. */
export const cluster: Body = {
  clusterType: 'REPLICASET',
  connectionStrings: { standardSrv: 'mongodb+srv://cluster0.example.net' },
  name: clusterName,
  stateName: 'IDLE',
}
