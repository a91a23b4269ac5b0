import {
  ClusterName,
  ExportBucketId,
  type OperationId,
  operationPath,
  operations,
  vendorContentType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { hashSecret, type ProjectGrant } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { accept, clientSecret, createTestApp, groupId, id, seedStore } from './create-test-app.ts'
import { resources } from './stored-resources.ts'

const clusterName = ClusterName.parse('ReplicaSet0')
const otherClusterName = ClusterName.parse('Sharded0')
const { id: snapshotId } = resources.snapshot
const [aws, azure, gcp] = ['a', 'b', 'c'].map((digit) => ExportBucketId.parse(id(digit)))
if (!aws || !azure || !gcp) throw new Error('no bucket')
const media = { 'Content-Type': vendorContentType('2023-01-01') }
const owner = { groupId, roles: ['GROUP_OWNER'] }
const [forCluster, forBucket] = [{ clusterNames: [clusterName] }, { exportBucketIds: [aws] }]

/** Creates an app in which the reader has the given grants, and two clusters have a snapshot that can be exported. */
async function createAppWithGrants(...grants: ProjectGrant[]) {
  const store = await seedStore(memoryStore())
  const secretHash = hashSecret(clientSecret)
  await store.saveServiceAccount({ clientId: 'reader', secretHash, grants })
  for (const name of [clusterName, otherClusterName])
    await store.saveResource(
      { kind: 'snapshot', groupId, clusterName: name, id: snapshotId },
      { ...resources.snapshot, expiresAt: Date.parse('2027-11-24') },
    )
  const testApp = await createTestApp({ store })

  async function send(operationId: OperationId, parameters: object, body?: object) {
    const operation = operations[operationId]
    const response = await testApp.request(
      operationPath(operation, { groupId, snapshotId, ...parameters }),
      {
        method: operation.method,
        headers: { ...(await testApp.bearer()), ...accept(), ...(body && media) },
        ...(body && { body: JSON.stringify(body) }),
      },
    )
    return response
  }
  const status = async (...args: Parameters<typeof send>) => (await send(...args)).status
  const exportTo = (exportBucketId: string, name: string = clusterName) =>
    status('createGroupClusterBackupExport', { clusterName: name }, { exportBucketId, snapshotId })
  const autoExportTo = (exportBucketId: string) =>
    status(
      'updateGroupClusterBackupSchedule',
      { clusterName },
      { autoExportEnabled: true, export: { exportBucketId, frequencyType: 'monthly' } },
    )
  return { ...testApp, send, status, exportTo, autoExportTo }
}

const readOperations: readonly OperationId[] = [
  'getGroupClusterBackupSchedule',
  'getGroupClusterBackupSnapshot',
  'listGroupClusterBackupSnapshots',
  'listGroupClusterBackupExports',
]

describe('a grant limited to clusters', () => {
  test('a grant for a cluster allows its operations, and no operations of other clusters', async () => {
    const { status } = await createAppWithGrants({ ...owner, ...forCluster })
    for (const operationId of readOperations) {
      expect(await status(operationId, { clusterName })).toBe(200)
      expect(await status(operationId, { clusterName: otherClusterName })).toBe(403)
    }
  })

  test('the 403 for another cluster is the same whether the cluster exists or not', async () => {
    const { send } = await createAppWithGrants({ ...owner, ...forCluster })
    const bodies = ['Sharded0', 'Missing0', 'a_b'].map(async (name) => {
      const response = await send('getGroupClusterBackupSchedule', { clusterName: name })
      return [response.status, await response.text()]
    })
    const [first, ...others] = await Promise.all(bodies)
    expect(first).toEqual([403, expect.stringContaining('ACCESS_FORBIDDEN')])
    for (const other of others) expect(other).toEqual(first)
  })

  test('a missing cluster that the grant names gets 404', async () => {
    const clusterNames = [ClusterName.parse('Missing0')]
    const { status } = await createAppWithGrants({ ...owner, clusterNames })
    const parameters = { clusterName: 'Missing0' }
    expect(await status('getGroupClusterBackupSchedule', parameters)).toBe(404)
  })

  test('operations whose path names no cluster are rejected', async () => {
    const { status } = await createAppWithGrants({ ...owner, ...forCluster })
    for (const operationId of [
      'listGroupClusters',
      'listGroupCloudProviderAccess',
      'listGroupBackupExportBuckets',
      'getGroupBackupExportBucket',
    ] as const)
      expect(await status(operationId, { exportBucketId: aws })).toBe(403)
  })

  test('a grant without buckets allows exports to every bucket', async () => {
    const { exportTo, autoExportTo } = await createAppWithGrants({ ...owner, ...forCluster })
    expect(await exportTo(gcp)).toBe(200)
    expect(await autoExportTo(azure)).toBe(200)
  })

  test('an empty list of clusters allows none', async () => {
    const { status } = await createAppWithGrants({ ...owner, clusterNames: [] })
    expect(await status('getGroupClusterBackupSchedule', { clusterName })).toBe(403)
  })
})

describe('a grant limited to clusters and buckets', () => {
  const grant = { ...owner, ...forCluster, ...forBucket }

  test('a grant for both allows the operations of both', async () => {
    const { status } = await createAppWithGrants(grant)
    expect(await status('getGroupBackupExportBucket', { exportBucketId: aws })).toBe(200)
    expect(await status('getGroupBackupExportBucket', { exportBucketId: gcp })).toBe(403)
    expect(await status('getGroupClusterBackupSchedule', { clusterName })).toBe(200)
    expect(await status('listGroupClusters', {})).toBe(403)
  })

  test('snapshots can only be exported to the buckets of the grant', async () => {
    const { exportTo, log } = await createAppWithGrants(grant)
    expect(await exportTo(gcp)).toBe(403)
    expect(log.at(-1)).toMatchObject({ reason: 'grant: limited to other buckets' })
    expect(await exportTo(id('9'))).toBe(403)
    expect(await exportTo(aws)).toBe(200)
    expect(await exportTo(aws, otherClusterName)).toBe(403)
  })

  test('a schedule can only export to the buckets of the grant', async () => {
    const { autoExportTo } = await createAppWithGrants(grant)
    expect(await autoExportTo(gcp)).toBe(403)
    expect(await autoExportTo(aws)).toBe(200)
  })

  test('a grant for buckets alone includes no cluster', async () => {
    const { status, exportTo } = await createAppWithGrants({ ...owner, ...forBucket })
    expect(await exportTo(aws)).toBe(403)
    for (const operationId of readOperations)
      expect(await status(operationId, { clusterName })).toBe(403)
  })
})

describe('several grants for one project', () => {
  test('the buckets of all grants for a cluster add up', async () => {
    const { exportTo } = await createAppWithGrants(
      { ...owner, ...forCluster, ...forBucket },
      { ...owner, ...forCluster, exportBucketIds: [azure] },
      { ...owner, clusterNames: [otherClusterName], exportBucketIds: [gcp] },
    )
    expect(await exportTo(gcp)).toBe(403)
    expect(await exportTo(azure)).toBe(200)
    expect(await exportTo(gcp, otherClusterName)).toBe(200)
    expect(await exportTo(azure, otherClusterName)).toBe(403)
  })

  test('the buckets of a grant whose role is too low do not count', async () => {
    const { exportTo } = await createAppWithGrants(
      { ...owner, ...forCluster, ...forBucket },
      { groupId, roles: ['GROUP_READ_ONLY'], exportBucketIds: [azure], ...forCluster },
    )
    expect(await exportTo(azure)).toBe(403)
  })
})

test.each([
  [forCluster, 'clusters'],
  [forBucket, 'buckets'],
  [{ ...forBucket, ...forCluster }, 'buckets and other clusters'],
])('the log of a 403 names what the grant is limited to: %j', async (limits, text) => {
  const { status, log } = await createAppWithGrants({ ...owner, ...limits })
  await status('getGroupClusterBackupSchedule', { clusterName: otherClusterName })
  expect(log.at(-1)).toMatchObject({ status: 403, reason: `grant: limited to other ${text}` })
})
