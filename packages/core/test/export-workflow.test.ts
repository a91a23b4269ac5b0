import { describe, expect, test } from 'vitest'
import {
  type ApiVersion,
  accessRoleId,
  ClusterName,
  finalExportJobStates,
  findObjectSchema,
  type OperationId,
  operations,
  RoleId,
  requestValidator,
  responseSchema,
  responseValidator,
  supportedProviders,
} from '../src/index.ts'

const id = '32b6e34b3d91647abb20e7b8'
const version: ApiVersion = '2025-03-12'

const issuesOf = (operationId: OperationId, body: unknown) =>
  responseValidator(operationId, version)
    ?.issues(body)
    .map(({ path }) => path.join('.'))

const requestIssues = (operationId: OperationId, body: unknown) =>
  requestValidator(operationId, version)
    ?.issues(body)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)

const awsRole = { providerName: 'AWS', roleId: id, authorizedDate: null, iamAssumedRoleArn: null }
const azureRole = { providerName: 'AZURE', _id: id }
const snapshot = { id, snapshotType: 'onDemand', status: 'completed', type: 'replicaSet' }
const job = {
  createdAt: '2026-08-10T03:30:05Z',
  customData: [],
  exportBucketId: id,
  exportStatus: { exportedCollections: 0, totalCollections: 0 },
  id,
  prefix: `exported_snapshots/${id}/${id}/Cluster0/2026-08-10T0327/1786332505`,
  snapshotId: id,
  state: 'Successful',
}

describe('responses that were recorded from Atlas and differ from its document are valid', () => {
  test('a fresh AWS role has null in authorizedDate and iamAssumedRoleArn', () => {
    expect(issuesOf('createGroupCloudProviderAccess', awsRole)).toEqual([])
  })

  test('an Azure role has its id in _id', () => {
    expect(issuesOf('getGroupCloudProviderAccess', azureRole)).toEqual([])
    const withRoleId = { ...azureRole, _id: undefined, roleId: id }
    expect(issuesOf('getGroupCloudProviderAccess', withRoleId)).toEqual(['_id'])
  })

  test('an on-demand snapshot has the frequency ondemand', () => {
    const onDemand = { ...snapshot, frequencyType: 'ondemand' }
    expect(issuesOf('getGroupClusterBackupSnapshot', onDemand)).toEqual([])
  })

  test('a queued snapshot lacks mongodVersion, cloudProvider and createdAt', () => {
    const queued = { ...snapshot, status: 'queued' }
    expect(issuesOf('takeGroupClusterBackupSnapshots', queued)).toEqual([])
  })

  test('a new snapshot has copyRegions and replicaSetName', () => {
    const schema = responseSchema('getGroupClusterBackupSnapshot', version)
    const properties = schema && findObjectSchema(schema, snapshot)?.properties
    expect(properties).toMatchObject({ copyRegions: {}, replicaSetName: {} })
  })

  test('an export job has a prefix without a leading slash, and no links', () => {
    expect(issuesOf('getGroupClusterBackupExport', job)).toEqual([])
  })

  test('a schedule without auto export has no export', () => {
    const schedule = { autoExportEnabled: false, clusterName: 'Cluster0', policies: [] }
    expect(issuesOf('getGroupClusterBackupSchedule', schedule)).toEqual([])
  })

  test.each(['daily', 'weekly', 'monthly', 'yearly'])(
    '%s is a frequency of auto export',
    (type) => {
      const autoExport = { exportBucketId: id, frequencyType: type }
      const request = { autoExportEnabled: true, export: autoExport }
      expect(requestIssues('updateGroupClusterBackupSchedule', request)).toEqual([])
      const schedule = { ...request, clusterName: 'Cluster0' }
      expect(issuesOf('getGroupClusterBackupSchedule', schedule)).toEqual([])
    },
  )
})

describe('requests of the export workflow', () => {
  test('export without autoExportEnabled is invalid', () => {
    const request = { export: { exportBucketId: id, frequencyType: 'monthly' } }
    expect(requestIssues('updateGroupClusterBackupSchedule', request)).toEqual([
      'export: requires autoExportEnabled',
    ])
  })

  test('a schedule has exactly one policy', () => {
    const request = { policies: [] }
    expect(requestIssues('updateGroupClusterBackupSchedule', request)).toEqual([
      'policies: expected one policy, got 0',
    ])
  })

  test('a schedule that was read can be sent back', () => {
    const schedule = {
      autoExportEnabled: false,
      clusterId: id,
      clusterName: 'Cluster0',
      links: [],
      nextSnapshot: '2026-08-10T03:27:00Z',
      policies: [{ id, policyItems: [] }],
    }
    expect(requestIssues('updateGroupClusterBackupSchedule', schedule)).toEqual([])
  })

  test.each([
    ['the ARN of a role', 'arn:aws:iam::123456789012:role/atlas', 'the ARN of an IAM role'],
    ['a UUID', '4297fc77-1592-4de8-a6d5-a8c32401df87', 'a UUID'],
    [
      'a service account',
      'mongodb-atlas-0123456789abcdef@p-0123456789abcdefghijklmn.iam.gserviceaccount.com',
      'a Google Cloud service account',
    ],
  ])('the error for %s says which id is needed and where to find it', (_, roleId, kind) => {
    const message = RoleId.issues(roleId)[0]?.message ?? ''
    expect(message).toContain(kind)
    expect(message).toContain("use Atlas's id of the role, which `export-buckets role list` prints")
    const body = { cloudProvider: 'GCP', bucketName: 'backups', roleId }
    expect(requestIssues('createGroupBackupExportBucket', body)).toEqual([`roleId: ${message}`])
  })

  test.each([
    ['Cluster0', true],
    ['a', true],
    ['-a', false],
    ['a b', false],
    ['a/b', false],
    ['', false],
  ])('the cluster name %j is valid: %s', (name, isValid) => {
    expect(ClusterName.is(name)).toBe(isValid)
  })
})

describe('the operations of the export workflow', () => {
  test('starting an export job and reading it require different roles', () => {
    expect(operations.createGroupClusterBackupExport.role).toBe('GROUP_BACKUP_EXPORT_OPERATOR')
    expect(operations.getGroupClusterBackupExport.role).toBe('GROUP_BACKUP_MANAGER')
  })

  test('everything under /backup/ shares one rate limit, and roles have their own', () => {
    for (const { path, rateLimit } of Object.values(operations)) {
      const set = path.includes('/backup/') ? 'Cloud Backups' : rateLimit.set
      expect(rateLimit.set).toBe(set)
    }
    const { rateLimit } = operations.createGroupCloudProviderAccess
    expect(rateLimit).toEqual({
      set: 'Cloud Provider Access',
      capacity: 2000,
      refill: 1000,
      seconds: 60,
    })
  })

  test('only responses whose schema depends on the provider support some providers only', () => {
    expect(supportedProviders('takeGroupClusterBackupSnapshots', version)).toHaveLength(3)
    expect(supportedProviders('getGroupCloudProviderAccess', version)).toHaveLength(3)
    expect(supportedProviders('getGroupBackupExportBucket', '2023-01-01')).toEqual(['AWS'])
  })

  test('an export job has ended when it is successful, failed or cancelled', () => {
    expect(finalExportJobStates).toEqual(['Successful', 'Failed', 'Cancelled'])
  })

  test('the id of a role is _id at Azure and roleId elsewhere', () => {
    const roles = [awsRole, azureRole, { providerName: 'GCP', roleId: id }]
    const validator = responseValidator('getGroupCloudProviderAccess', version)
    expect(roles.map((role) => validator && accessRoleId(validator.parse(role)))).toEqual([
      id,
      id,
      id,
    ])
  })
})
