import type { ErrorName } from '@export-buckets/core'
import type { Coordinates } from '../coordinates.ts'
import { isOneOf } from '../coordinates.ts'
import { type ErrorCases, noParameters, rawApi } from '../error-case.ts'
import { withAutoExport, withJob, withSnapshot } from '../example-states.ts'
import { autoExport } from '../examples/backup-schedules.ts'
import { authorizeRoleRequest } from '../examples/cloud-provider-access.ts'
import { examples } from '../examples.gen.ts'
import { clusterName, groupId, roleId, snapshotId, unknownId } from '../ids.ts'
import { brokenRule } from '../invalid-bodies.ts'
import { createProviderState, type ProviderStates } from '../provider-state.ts'

const isCreateBucket = isOneOf('createGroupBackupExportBucket')
const isAuthorize = isOneOf('authorizeGroupCloudProviderAccessRole')
const isCreateJob = isOneOf('createGroupClusterBackupExport')
const isUpdateSchedule = isOneOf('updateGroupClusterBackupSchedule')

type RoleStatus = ProviderStates['the role of the request is']['status']

const roleOfRequest =
  (status: RoleStatus) =>
  ({ provider }: Coordinates) => [
    createProviderState('the role of the request is', { groupId, cloudProvider: provider, status }),
  ]

/** The case of a field of a backup schedule that breaks a rule. */
const invalidSchedule = (when: string, field: string, value: unknown) => ({
  when,
  appliesTo: isUpdateSchedule,
  call: rawApi,
  invalidBody: brokenRule(field, value),
})

type StateErrorName = Extract<
  ErrorName,
  | 'CANNOT_ASSUME_ROLE'
  | 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED'
  | 'CLOUD_PROVIDER_ACCESS_ROLE_IN_USE'
  | 'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE'
  | 'EXPORT_BUCKET_DELETE_FAILED'
  | 'INVALID_AWS_CREDENTIALS'
  | 'INVALID_AZURE_CREDENTIALS'
  | 'INVALID_GOOGLE_CLOUD_CREDENTIALS'
  | 'INVALID_NUM_OF_POLICY_ITEMS'
  | 'UNFINISHED_ON_DEMAND_SNAPSHOT'
  | 'CANNOT_DELETE_IN_PROGRESS_SNAPSHOT'
  | 'SNAPSHOT_NOT_EXPORTABLE'
  | 'INVALID_BACKUP_POLICY'
  | 'INVALID_NUM_OF_POLICIES'
  | 'INVALID_POLICY_ID'
  | 'INVALID_POLICY_ITEM_ID'
  | 'INVALID_REFERENCE_HOUR_OF_DAY'
  | 'INVALID_REFERENCE_MINUTE_OF_HOUR'
  | 'INVALID_RESTORE_WINDOW'
>

/** The errors for resources in a state that does not allow the request. */
export const stateErrors: Readonly<Record<StateErrorName, ErrorCases>> = {
  CANNOT_ASSUME_ROLE: [
    {
      when: 'Atlas does not know the role',
      appliesTo: isCreateBucket,
      states: roleOfRequest('unknown'),
      parameters: () => [roleId],
    },
    {
      when: 'the role is still propagating',
      appliesTo: isCreateBucket,
      states: roleOfRequest('propagating'),
      parameters: () => [roleId],
    },
    {
      when: 'the role is still propagating',
      appliesTo: isAuthorize,
      states: roleOfRequest('propagating'),
      // Recorded: for an AWS role the parameter is the ARN.
      parameters: ({ provider }) => [
        String(authorizeRoleRequest(provider)['iamAssumedRoleArn'] ?? roleId),
      ],
    },
  ],
  CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED: [
    {
      when: 'the role was never authorized',
      appliesTo: isCreateBucket,
      states: roleOfRequest('not authorized'),
      parameters: () => [roleId],
    },
  ],
  CLOUD_PROVIDER_ACCESS_ROLE_IN_USE: [
    {
      when: 'an export bucket uses the role',
      appliesTo: isOneOf('deauthorizeGroupCloudProviderAccessRole'),
      resources: { hasBucket: true },
      parameters: () => [roleId],
    },
  ],
  EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE: [
    {
      when: 'a cluster exports to the bucket',
      appliesTo: isOneOf('deleteGroupBackupExportBucket'),
      states: ({ provider }) => withAutoExport(provider),
      parameters: noParameters,
    },
  ],
  EXPORT_BUCKET_DELETE_FAILED: 'the cause of this error is not published',
  INVALID_AWS_CREDENTIALS: 'only the cloud provider rejects credentials',
  INVALID_AZURE_CREDENTIALS: 'only the cloud provider rejects credentials',
  INVALID_GOOGLE_CLOUD_CREDENTIALS: 'only the cloud provider rejects credentials',
  INVALID_NUM_OF_POLICY_ITEMS: 'the allowed number of policy items is not published',
  UNFINISHED_ON_DEMAND_SNAPSHOT: [
    {
      when: 'another snapshot is not completed',
      appliesTo: isOneOf('takeGroupClusterBackupSnapshots'),
      resources: { states: withSnapshot('inProgress') },
      parameters: () => [clusterName],
    },
  ],
  CANNOT_DELETE_IN_PROGRESS_SNAPSHOT: [
    {
      when: 'the snapshot is in progress',
      appliesTo: isOneOf('deleteGroupClusterBackupSnapshot'),
      resources: { states: withSnapshot('inProgress') },
      parameters: noParameters,
    },
  ],
  SNAPSHOT_NOT_EXPORTABLE: [
    {
      when: 'the snapshot is not completed',
      appliesTo: isCreateJob,
      resources: { states: withSnapshot('queued') },
      example: [snapshotId, 'the reason'],
    },
    {
      when: 'the snapshot is a fallback snapshot',
      appliesTo: isCreateJob,
      resources: { states: withSnapshot('completed', 'REPLICASET', 'fallback') },
      example: [snapshotId, 'the reason'],
    },
    {
      when: 'the snapshot is already being exported',
      appliesTo: isCreateJob,
      resources: { states: withJob('InProgress') },
      example: [snapshotId, 'the reason'],
    },
  ],
  INVALID_BACKUP_POLICY: [
    {
      when: 'the body has export without autoExportEnabled',
      appliesTo: isUpdateSchedule,
      call: rawApi,
      invalidBody: ({ provider }) => ({
        body: { export: autoExport(provider) },
        fields: ['export'],
      }),
    },
  ],
  INVALID_NUM_OF_POLICIES: [invalidSchedule('the body has no policy', 'policies', [])],
  INVALID_POLICY_ID: [
    {
      when: 'the schedule has no policy with the id',
      appliesTo: isUpdateSchedule,
      call: {
        body: {
          policies: examples.Schedule.policies.map((policy) => ({ ...policy, id: unknownId })),
        },
      },
      parameters: () => [unknownId],
    },
  ],
  INVALID_POLICY_ITEM_ID: [
    {
      when: 'the policy has no item with the id',
      appliesTo: isUpdateSchedule,
      call: {
        body: {
          policies: examples.Schedule.policies.map(({ id, policyItems }) => ({
            id,
            policyItems: policyItems.map((item) => ({ ...item, id: unknownId })),
          })),
        },
      },
      parameters: () => [unknownId],
    },
  ],
  INVALID_REFERENCE_HOUR_OF_DAY: [
    invalidSchedule('the day has no such hour', 'referenceHourOfDay', 24),
  ],
  INVALID_REFERENCE_MINUTE_OF_HOUR: [
    invalidSchedule('the hour has no such minute', 'referenceMinuteOfHour', 60),
  ],
  INVALID_RESTORE_WINDOW: [invalidSchedule('the restore window is empty', 'restoreWindowDays', 0)],
}
