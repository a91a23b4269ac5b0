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

type ToParameters = (id: string) => ErrorParameters

/** Returns the case of a value in the path that names no resource. */
const unknownInPath = (
  when: string,
  parameter: PathParameterName,
  id: string,
  toParameters: ToParameters,
): ErrorCase => ({
  when,
  appliesTo: hasPathParameter(parameter),
  pathParameters: { [parameter]: id },
  parameters: () => toParameters(id),
})

/** Returns the case of a resource in the path that does not exist. */
const missing = (
  parameter: PathParameterName,
  resource: string,
  toParameters: ToParameters,
  id: string = unknownId,
) => unknownInPath(`the ${resource} does not exist`, parameter, id, toParameters)

/** Returns the case of a malformed id or name in the path, which the client does not send. */
const malformed = (
  parameter: PathParameterName,
  name: string,
  toParameters: ToParameters,
  id: string = malformedId,
): ErrorCase => ({
  ...unknownInPath(`the ${name} is malformed`, parameter, id, toParameters),
  call: rawApi,
})

const withId = (id: string) => [id]
const withClusterName = (id: string) => [id, clusterName]
const withGroupId = (name: string) => [name, groupId]

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
  | 'INVALID_SNAPSHOT_ID'
  | 'SNAPSHOT_NOT_FOUND'
  | 'EXPORT_JOB_NOT_FOUND'
>

/** The errors for resources that do not exist. */
export const resourceErrors: Readonly<Record<ResourceErrorName, ErrorCases>> = {
  EXPORT_BUCKET_NOT_FOUND: [
    missing('exportBucketId', 'bucket', withId),
    malformed('exportBucketId', 'bucket id', withId),
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
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND: [
    missing('roleId', 'role', withId),
    malformed('roleId', 'role id', withId),
  ],
  INVALID_PROVIDER: [
    {
      when: 'there is no such provider',
      appliesTo: hasPathParameter('cloudProvider'),
      call: rawApi,
      pathParameters: { cloudProvider: 'OVH' },
      parameters: () => ['OVH'],
    },
  ],
  CLUSTER_NOT_FOUND: [
    missing('clusterName', 'cluster', withGroupId, unknownClusterName),
    malformed('clusterName', 'cluster name', withGroupId, '-'),
  ],
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
  INVALID_SNAPSHOT_ID: [malformed('snapshotId', 'snapshot id', withId)],
  SNAPSHOT_NOT_FOUND: [
    missing('snapshotId', 'snapshot', withClusterName),
    {
      when: 'the body names a snapshot that does not exist',
      appliesTo: isCreateJob,
      call: { body: { ...jobRequest('AWS'), snapshotId: unknownId } },
      parameters: () => withClusterName(unknownId),
    },
  ],
  EXPORT_JOB_NOT_FOUND: [
    missing('exportId', 'export job', withClusterName),
    malformed('exportId', 'export job id', withClusterName),
  ],
}
