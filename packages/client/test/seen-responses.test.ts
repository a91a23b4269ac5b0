import type { OperationId } from '@export-buckets/core'
import { expect, test } from 'vitest'
import { accessRoleId } from '../src/index.ts'
import { roleId } from './fakes/buckets.ts'
import { respondWithBody } from './fakes/fake-atlas.ts'
import { operationCalls } from './fakes/operation-calls.ts'
import { createUnauthenticatedClient } from './fakes/test-client.ts'
import {
  awsRole,
  azureRole,
  emptySchedule,
  freshAwsRole,
  gcpRole,
  queuedJob,
  queuedSnapshot,
  roleIds,
  schedule,
  snapshot,
  successfulJob,
} from './fakes/workflow.ts'

const roles = {
  awsIamRoles: [freshAwsRole, awsRole],
  azureServicePrincipals: [azureRole],
  gcpServiceAccounts: [gcpRole],
}

/** Responses of live Atlas that differ from MongoDB's OpenAPI document, and responses of each provider. */
const responses: readonly (readonly [string, OperationId, object])[] = [
  ['a fresh AWS role, whose date and ARN are null', 'createGroupCloudProviderAccess', freshAwsRole],
  ['an AWS role with the bucket that uses it', 'getGroupCloudProviderAccess', awsRole],
  ['an Azure role, whose id is _id', 'getGroupCloudProviderAccess', azureRole],
  ['a Google Cloud role without its account', 'getGroupCloudProviderAccess', gcpRole],
  ['the roles of every provider', 'listGroupCloudProviderAccess', roles],
  ['a new on-demand snapshot, with few keys', 'takeGroupClusterBackupSnapshots', queuedSnapshot],
  ['a completed on-demand snapshot', 'getGroupClusterBackupSnapshot', snapshot],
  [
    'a page with a snapshot of the frequency ondemand',
    'listGroupClusterBackupSnapshots',
    { results: [snapshot] },
  ],
  [
    'a new job without links and finishedAt, with customData []',
    'createGroupClusterBackupExport',
    queuedJob,
  ],
  [
    'a successful job with a prefix that has no leading slash',
    'getGroupClusterBackupExport',
    successfulJob,
  ],
  ['a page of jobs', 'listGroupClusterBackupExports', { results: [queuedJob, successfulJob] }],
  ['a schedule without auto export', 'getGroupClusterBackupSchedule', emptySchedule],
  ['a schedule that exports daily', 'updateGroupClusterBackupSchedule', schedule],
  ['a schedule without policy items', 'deleteGroupClusterBackupSchedule', emptySchedule],
]

test.each(responses)('the client returns %s unchanged', async (_, operationId, body) => {
  const { client } = createUnauthenticatedClient({ api: respondWithBody(operationId, body) })
  expect(await operationCalls[operationId].call(client)).toEqual(body)
})

test.each([awsRole, azureRole, gcpRole])(
  'accessRoleId returns the id of a role of any provider: $providerName',
  async (role) => {
    const api = respondWithBody('getGroupCloudProviderAccess', role)
    const { client } = createUnauthenticatedClient({ api })
    expect(accessRoleId(await client.cloudProviderAccess.get(roleIds))).toBe(roleId)
  },
)
