import {
  apiError,
  ExportBucketId,
  ExportId,
  type OperationId,
  operationPath,
  operations,
  RoleId,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { callOperation, type OperationCall } from '../call-operation.ts'
import { replaceGrants, replicaSet, saveSnapshot, sharded } from '../cluster-operations.ts'
import { groupId, id, roleIds } from '../create-test-app.ts'
import { baseUrl } from '../mounting.ts'
import { createGatewayTestApps, type GatewayTestApps } from './create-gateway-test-apps.ts'

/** A role that no bucket uses. */
const unusedRoleId = RoleId.parse(id('8'))
const exportJob = { exportBucketId: id('a'), snapshotId: id('5') }
const schedule = {
  autoExportEnabled: true,
  export: { exportBucketId: id('a'), frequencyType: 'monthly' },
}
const aws = { bucketName: 'new-bucket', cloudProvider: 'AWS', iamRoleId: roleIds.AWS }

/** A successful call of every operation. */
const calls: Readonly<Record<OperationId, OperationCall>> = {
  listGroupBackupExportBuckets: {},
  createGroupBackupExportBucket: { body: aws },
  getGroupBackupExportBucket: { path: { exportBucketId: id('a') } },
  updateGroupBackupExportBucket: {
    path: { exportBucketId: id('a') },
    body: { requirePrivateNetworking: true },
  },
  deleteGroupBackupExportBucket: { path: { exportBucketId: id('a') } },
  getGroupCluster: { path: { clusterName: replicaSet } },
  listGroupClusters: {},
  listGroupCloudProviderAccess: {},
  createGroupCloudProviderAccess: { body: { providerName: 'AWS' } },
  getGroupCloudProviderAccess: { path: { roleId: unusedRoleId } },
  authorizeGroupCloudProviderAccessRole: {
    path: { roleId: unusedRoleId },
    body: { providerName: 'GCP' },
  },
  deauthorizeGroupCloudProviderAccessRole: {
    path: { cloudProvider: 'GCP', roleId: unusedRoleId },
  },
  listGroupClusterBackupSnapshots: { path: { clusterName: replicaSet } },
  takeGroupClusterBackupSnapshots: {
    path: { clusterName: replicaSet },
    body: { retentionInDays: 2 },
  },
  getGroupClusterBackupSnapshot: { path: { clusterName: replicaSet, snapshotId: id('5') } },
  deleteGroupClusterBackupSnapshot: { path: { clusterName: replicaSet, snapshotId: id('5') } },
  listGroupClusterBackupSnapshotShardedClusters: { path: { clusterName: sharded } },
  getGroupClusterBackupSnapshotShardedCluster: {
    path: { clusterName: sharded, snapshotId: id('6') },
  },
  listGroupClusterBackupExports: { path: { clusterName: replicaSet } },
  createGroupClusterBackupExport: { path: { clusterName: replicaSet }, body: exportJob },
  getGroupClusterBackupExport: { path: { clusterName: replicaSet, exportId: id('7') } },
  getGroupClusterBackupSchedule: { path: { clusterName: replicaSet } },
  updateGroupClusterBackupSchedule: { path: { clusterName: replicaSet }, body: schedule },
  deleteGroupClusterBackupSchedule: { path: { clusterName: replicaSet } },
}
const operationIds = Object.values(operations).map(({ operationId }) => operationId)

/** Creates a gateway in front of an Atlas that has a role, snapshots and an export job. */
async function createApps(
  options: Parameters<typeof createGatewayTestApps>[0] = {},
): Promise<GatewayTestApps> {
  const apps = await createGatewayTestApps(options)
  const { atlas } = apps
  await atlas.store.saveResource(
    { kind: 'role', groupId, id: unusedRoleId },
    { role: { providerName: 'GCP', roleId: unusedRoleId, status: 'COMPLETE' }, assumableAt: 0 },
  )
  await saveSnapshot(atlas, id('5'))
  await saveSnapshot(atlas, id('6'), {}, sharded)
  const { body } = await callOperation(atlas, 'createGroupClusterBackupExport', {
    path: { clusterName: replicaSet },
    body: exportJob,
  })
  const key = { kind: 'exportJob', groupId, clusterName: replicaSet } as const
  const job = await atlas.store.resource({ ...key, id: String(body['id']) })
  if (job === undefined) throw new Error('no export job')
  await atlas.store.saveResource({ ...key, id: id('7') }, { ...job, id: ExportId.parse(id('7')) })
  // The job has ended, so that the snapshot can be exported again.
  for (const { clock } of [atlas, apps.gateway]) clock.now += 60_000
  return apps
}

const targetOf = (operationId: OperationId) =>
  operationPath(operations[operationId], { groupId, ...calls[operationId].path })

describe('every operation', () => {
  test.each(operationIds)(
    '%s is forwarded once, and its response returned',
    async (operationId) => {
      const apps = await createApps()
      const { method, successStatus } = operations[operationId]
      const { status, body } = await callOperation(apps.gateway, operationId, calls[operationId])
      expect(status).toBe(successStatus)
      expect(apps.upstreamRequests).toEqual([`${method} ${targetOf(operationId)}`])
      if (method !== 'GET') return
      const expected = await callOperation(apps.atlas, operationId, calls[operationId])
      expect(body).toEqual(expected.body)
    },
  )

  test.each(operationIds)('%s passes on an error of Atlas with status 409', async (operationId) => {
    const apps = await createApps()
    const error = apiError('SNAPSHOT_NOT_EXPORTABLE', { parameters: [id('5'), 'it is away'] })
    apps.intercept(async () => Response.json(error, { status: 409 }))
    const { status, body } = await callOperation(apps.gateway, operationId, calls[operationId])
    expect(status).toBe(409)
    expect(body).toEqual(error)
  })

  test.each(operationIds.filter((operationId) => calls[operationId].path !== undefined))(
    '%s with a malformed path does not reach Atlas',
    async (operationId) => {
      const apps = await createApps()
      for (const name of Object.keys(calls[operationId].path ?? {})) {
        const path = { ...calls[operationId].path, [name]: 'not valid!' }
        const call = { ...calls[operationId], path }
        const { status, body } = await callOperation(apps.gateway, operationId, call)
        expect(status).toBe(name === 'cloudProvider' ? 400 : 404)
        const expected = await callOperation(apps.atlas, operationId, call)
        expect(body).toEqual(expected.body)
      }
      expect(apps.upstreamRequests).toEqual([])
    },
  )

  test.each(operationIds.filter((operationId) => calls[operationId].body !== undefined))(
    '%s with an invalid body does not reach Atlas',
    async (operationId) => {
      const apps = await createApps()
      const call = { ...calls[operationId], body: { ...Object(calls[operationId].body), x: 1 } }
      const { status } = await callOperation(apps.gateway, operationId, call)
      expect(status).toBe(400)
      expect(apps.upstreamRequests).toEqual([])
    },
  )

  test.each(
    operationIds.filter((operationId) =>
      ['POST', 'PATCH'].includes(operations[operationId].method),
    ),
  )('%s is not repeated after an error', async (operationId) => {
    const apps = await createApps({ retry: { limit: 3, baseDelay: 0 } })
    apps.intercept(async () => new Response('', { status: 503 }))
    const { status } = await callOperation(apps.gateway, operationId, calls[operationId])
    expect(status).toBe(503)
    expect(apps.upstreamRequests).toHaveLength(1)
  })
})

describe('a schedule through the gateway', () => {
  test('the links of a schedule lead to the gateway and keep their relations', async () => {
    const { gateway } = await createApps()
    const operationId = 'getGroupClusterBackupSchedule'
    const { body } = await callOperation(gateway, operationId, calls[operationId])
    const group = `${baseUrl}/api/atlas/v2/groups/${groupId}`
    expect(body['links']).toEqual([
      { href: `${group}/clusters/${replicaSet}`, rel: 'https://cloud.mongodb.com/cluster' },
      { href: group, rel: 'https://cloud.mongodb.com/group' },
    ])
  })

  test('the response to a request for a schedule in 2023-01-01 has the deprecation headers', async () => {
    const { gateway } = await createApps()
    const operationId = 'getGroupClusterBackupSchedule'
    const call = { ...calls[operationId], version: '2023-01-01' } as const
    const { headers } = await callOperation(gateway, operationId, call)
    expect(headers.get('Deprecation')).toBe('Mon, 5 Aug 2024 00:00:00 GMT')
  })
})

describe('a grant limited to a cluster and a bucket', () => {
  test.each(['createGroupClusterBackupExport', 'updateGroupClusterBackupSchedule'] as const)(
    '%s to another bucket does not reach Atlas',
    async (operationId) => {
      const apps = await createApps()
      await replaceGrants(apps.gateway, 'owner', {
        roles: ['GROUP_OWNER'],
        clusterNames: [replicaSet],
        exportBucketIds: [ExportBucketId.parse(id('b'))],
      })
      const { status } = await callOperation(apps.gateway, operationId, calls[operationId])
      expect(status).toBe(403)
      expect(apps.upstreamRequests).toEqual([])
    },
  )
})
