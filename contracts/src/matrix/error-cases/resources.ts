import type { ErrorName } from '@export-buckets/core'
import type { ErrorParameters } from '../cell.ts'
import { hasPathParameter, isOneOf, oldestVersionCoordinates } from '../coordinates.ts'
import { type ErrorCase, type ErrorCases, rawApi } from '../error-case.ts'
import { autoExportRequest } from '../examples/backup-schedules.ts'
import { jobRequest } from '../examples/export-jobs.ts'
import {
  clusterName,
  groupId,
  malformedId,
  type PathParameterName,
  unknownClusterName,
  unknownId,
} from '../ids.ts'
import { cluster, createProviderState } from '../provider-state.ts'

/** Returns the cases of an error for a resource in the path: it does not exist, or its id is malformed. */
function notFound(
  parameter: PathParameterName,
  resource: string,
  toParameters: (id: string) => ErrorParameters = (id) => [id],
  unknown: string = unknownId,
  malformed: string = malformedId,
): ErrorCase[] {
  const appliesTo = hasPathParameter(parameter)
  return [
    {
      when: `the ${resource} does not exist`,
      appliesTo,
      pathParameters: { [parameter]: unknown },
      parameters: () => toParameters(unknown),
    },
    {
      when: `the ${resource} ${parameter === 'clusterName' ? 'name' : 'id'} is malformed`,
      appliesTo,
      call: rawApi,
      pathParameters: { [parameter]: malformed },
      parameters: () => toParameters(malformed),
    },
  ]
}

const withClusterName = (id: string) => [id, clusterName]

const isUpdateSchedule = isOneOf('updateGroupClusterBackupSchedule')
const isCreateJob = isOneOf('createGroupClusterBackupExport')

const withoutBackup = () => [
  createProviderState('a cluster', { ...cluster(), backupEnabled: false }),
]

type ResourceErrorName = Extract<
  ErrorName,
  | 'EXPORT_BUCKET_NOT_FOUND'
  | 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND'
  | 'INVALID_PROVIDER'
  | 'CLUSTER_NOT_FOUND'
  | 'BACKUP_CONFIG_NOT_FOUND'
  | 'SNAPSHOT_NOT_FOUND'
  | 'EXPORT_JOB_NOT_FOUND'
>

/** The errors for resources that do not exist. */
export const resourceErrors: Readonly<Record<ResourceErrorName, ErrorCases>> = {
  EXPORT_BUCKET_NOT_FOUND: [
    ...notFound('exportBucketId', 'bucket'),
    {
      when: 'the body names a bucket that does not exist',
      appliesTo: isCreateJob,
      call: { body: { ...jobRequest('AWS'), exportBucketId: unknownId } },
      parameters: () => [unknownId],
    },
    {
      when: 'the body names a bucket that does not exist',
      appliesTo: isUpdateSchedule,
      call: {
        body: {
          ...autoExportRequest()('AWS'),
          export: { exportBucketId: unknownId, frequencyType: 'monthly' },
        },
      },
      parameters: () => [unknownId],
    },
  ],
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND: notFound('roleId', 'role'),
  INVALID_PROVIDER: [
    {
      when: 'there is no such provider',
      appliesTo: hasPathParameter('cloudProvider'),
      call: rawApi,
      pathParameters: { cloudProvider: 'OVH' },
      parameters: () => ['OVH'],
    },
  ],
  CLUSTER_NOT_FOUND: notFound(
    'clusterName',
    'cluster',
    (name) => [name, groupId],
    unknownClusterName,
    '-',
  ),
  BACKUP_CONFIG_NOT_FOUND: [
    {
      when: 'the cluster has no backup',
      appliesTo: ({ path }) => path.includes('{clusterName}/backup/'),
      // Recorded: the 404 announces the deprecation of the version.
      selectCoordinates: oldestVersionCoordinates,
      announcesDeprecation: true,
      resources: { states: withoutBackup },
      parameters: () => [clusterName, groupId],
    },
  ],
  SNAPSHOT_NOT_FOUND: [
    ...notFound('snapshotId', 'snapshot', withClusterName),
    {
      when: 'the body names a snapshot that does not exist',
      appliesTo: isCreateJob,
      call: { body: { ...jobRequest('AWS'), snapshotId: unknownId } },
      parameters: () => withClusterName(unknownId),
    },
  ],
  EXPORT_JOB_NOT_FOUND: notFound('exportId', 'export job', withClusterName),
}
