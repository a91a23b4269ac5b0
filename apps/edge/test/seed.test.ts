import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessRoleId, ClusterName, ExportBucketId, GroupId } from '@export-buckets/core'
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../src/index.ts'
import { readCredentials } from '../src/runtimes/server/credentials-file.ts'
import { ensureSampleCredentials } from '../src/runtimes/server/seed.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { exportBucketRoleId } from '../src/store/resources.ts'

const clusterName = ClusterName.parse('Cluster0')

/** Starts a server's sample on a store. Returns the project and its resources. */
async function createSample(
  store: Store = memoryStore(),
  folder = mkdtempSync(join(tmpdir(), 'export-buckets-seed-')),
) {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'credentials.env')
  const read = async () => {
    const credentials = readCredentials(file)
    if (credentials === undefined) throw new Error('no credentials')
    const groupId = GroupId.parse(credentials.MONGODB_ATLAS_PROJECT_ID)
    const range = { providers: ['AWS', 'AZURE', 'GCP'], offset: 0, limit: 10 } as const
    return {
      groupId,
      credentials,
      buckets: await store.exportBuckets(groupId, range),
      roles: await store.resources({ kind: 'role', groupId }),
      clusters: await store.resources({ kind: 'cluster', groupId }),
      snapshots: await store.resources({ kind: 'snapshot', groupId, clusterName }),
    }
  }
  await ensureSampleCredentials(file, store, 'http://127.0.0.1:1')
  return { store, read, restart: () => createSample(store, folder) }
}

test('a new sample has an authorized role for each bucket', async () => {
  const { read } = await createSample()
  const { buckets, roles } = await read()
  expect(buckets).toHaveLength(3)
  const idsOfRoles = roles.map(({ role }) => `${role.providerName} ${accessRoleId(role)}`)
  expect(idsOfRoles.toSorted()).toEqual(
    buckets.map((bucket) => `${bucket.cloudProvider} ${exportBucketRoleId(bucket)}`).toSorted(),
  )
  const azure = buckets.find(({ cloudProvider }) => cloudProvider === 'AZURE')
  expect(roles.map(({ role }) => role)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        providerName: 'AWS',
        atlasAWSAccountArn: expect.stringMatching(/^arn:aws:iam::\d+:root$/),
        atlasAssumedRoleExternalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        authorizedDate: expect.any(String),
        iamAssumedRoleArn: expect.stringMatching(/^arn:aws:iam::\d+:role\//),
      }),
      expect.objectContaining({
        providerName: 'AZURE',
        atlasAzureAppId: expect.any(String),
        servicePrincipalId: expect.any(String),
        tenantId: Object(azure).tenantId,
      }),
      expect.objectContaining({
        providerName: 'GCP',
        gcpServiceAccountForAtlas: expect.any(String),
        status: 'COMPLETE',
      }),
    ]),
  )
})

test('a new sample has a replica set with a completed snapshot, and a sharded cluster, both with backup', async () => {
  const { read } = await createSample()
  const { clusters, snapshots } = await read()
  const common = { backupEnabled: true, collections: 12 }
  expect(clusters).toMatchObject([
    { ...common, name: 'Cluster0', clusterType: 'REPLICASET' },
    { ...common, name: 'Cluster1', clusterType: 'SHARDED' },
  ])
  expect(snapshots).toMatchObject([{ snapshotType: 'onDemand', frequencyType: 'ondemand' }])
  const [snapshot] = snapshots
  expect(snapshot?.completesAt).toBeLessThan(Date.now())
  expect(snapshot?.expiresAt).toBeGreaterThan(Date.now())
})

test('a restart changes nothing, even when the user has deleted a cluster and a role', async () => {
  const { store, read, restart } = await createSample()
  const { groupId, buckets } = await read()
  await store.deleteCluster(groupId, clusterName)
  for (const bucket of buckets) {
    await store.deleteExportBucket(groupId, bucket._id)
    await store.deleteRole(groupId, exportBucketRoleId(bucket))
  }
  const changed = await read()
  expect([changed.clusters.length, changed.roles.length]).toEqual([1, 0])
  await restart()
  expect(await read()).toEqual(changed)
})

test('the sample of an earlier release gets clusters, and roles for the buckets that it still has', async () => {
  const { store, read, restart } = await createSample()
  const { groupId, credentials, buckets, clusters, roles } = await read()
  for (const { name } of clusters) await store.deleteCluster(groupId, name)
  for (const { role } of roles)
    await store.deleteResource({ kind: 'role', groupId, id: accessRoleId(role) })
  const id = ExportBucketId.parse(credentials.EXPORT_BUCKET_ID_GCP)
  await store.deleteExportBucket(groupId, id)
  await restart()
  const upgraded = await read()
  expect(upgraded).toMatchObject({ groupId, credentials })
  expect(upgraded.clusters).toHaveLength(2)
  expect(upgraded.snapshots).toHaveLength(1)
  expect(upgraded.roles.map(({ role }) => accessRoleId(role)).toSorted()).toEqual(
    buckets
      .filter(({ _id }) => _id !== id)
      .map(exportBucketRoleId)
      .toSorted(),
  )
})
