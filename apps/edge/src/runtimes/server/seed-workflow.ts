import { randomUUID } from 'node:crypto'
import {
  type CloudProviderAccessRole,
  ClusterName,
  type ExportBucket,
  type GroupId,
  type RequestBody,
} from '@export-buckets/core'
import { authorizeRole, createRole } from '../../cloud-provider-access/new-role.ts'
import { createCluster } from '../../simulation/create-cluster.ts'
import { createSnapshot } from '../../simulation/snapshots.ts'
import { defaultSimulation, exportBucketRoleId } from '../../store/resources.ts'
import type { Store } from '../../store/store.ts'

/** Returns the request that authorizes the role of a bucket. */
function authorization(bucket: ExportBucket): RequestBody<'authorizeGroupCloudProviderAccessRole'> {
  switch (bucket.cloudProvider) {
    case 'AWS': {
      const iamAssumedRoleArn = 'arn:aws:iam::123456789012:role/atlas-export'
      return { providerName: 'AWS', iamAssumedRoleArn }
    }
    case 'AZURE': {
      const { tenantId } = bucket
      return { providerName: 'AZURE', servicePrincipalId: randomUUID(), tenantId }
    }
    default:
      return { providerName: 'GCP' }
  }
}

/** Creates the role that a bucket names, already authorized. */
function createAuthorizedRole(bucket: ExportBucket, now: number): CloudProviderAccessRole {
  const request = authorization(bucket)
  const newRole = createRole(request, now)
  const role = authorizeRole(newRole, request, now) ?? newRole
  const id = exportBucketRoleId(bucket)
  return role.providerName === 'AZURE' ? { ...role, _id: id } : { ...role, roleId: id }
}

/** The age of the sample snapshot, which is longer than a snapshot takes. */
const snapshotAgeMs = 3_600_000

/**
 * Adds what a snapshot export needs to a project without clusters: the roles of its buckets, a replica set with a snapshot
 * that can be exported at once, and a sharded cluster. The sample of an earlier release has only buckets.
 *
 * @param now - milliseconds since the epoch
 */
export async function ensureWorkflow(
  store: Store,
  groupId: GroupId,
  buckets: readonly ExportBucket[],
  now: number,
): Promise<void> {
  const clusters = await store.resources({ kind: 'cluster', groupId })
  if (clusters.length > 0) return
  for (const bucket of buckets) {
    const key = { kind: 'role', groupId, id: exportBucketRoleId(bucket) } as const
    const isMissing = (await store.resource(key)) === undefined
    if (isMissing)
      await store.saveResource(key, { role: createAuthorizedRole(bucket, now), assumableAt: now })
  }
  const properties = { collections: 12, mongoDBMajorVersion: '8.0' }
  const replicaSet = ClusterName.parse('Cluster0')
  const sharded = ClusterName.parse('Cluster1')
  const snapshot = createSnapshot(now - snapshotAgeMs, defaultSimulation, { retentionInDays: 365 })
  await store.saveResource(
    { kind: 'snapshot', groupId, clusterName: replicaSet, id: snapshot.id },
    snapshot,
  )
  // The clusters are last, because a project with a cluster is not changed at the next start.
  await store.saveResource(
    { kind: 'cluster', groupId, id: replicaSet },
    createCluster(now, { ...properties, name: replicaSet, clusterType: 'REPLICASET' }),
  )
  await store.saveResource(
    { kind: 'cluster', groupId, id: sharded },
    createCluster(now, { ...properties, name: sharded, clusterType: 'SHARDED' }),
  )
}
