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
import { hourMs } from '../../simulation/time.ts'
import { defaultSimulation, exportBucketRoleId } from '../../store/resources.ts'
import type { Store } from '../../store/store.ts'

/** The replica set of the sample. It has a snapshot that can be exported. */
export const sampleReplicaSet: ClusterName = ClusterName.parse('Cluster0')

/** The sharded cluster of the sample. */
const sampleShardedCluster = ClusterName.parse('Cluster1')

/** Returns the request that authorizes the role of a bucket. */
function authorizeRequest(
  bucket: ExportBucket,
): RequestBody<'authorizeGroupCloudProviderAccessRole'> {
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

/** Creates the role that a bucket names, and authorizes it. */
function createAuthorizedRole(bucket: ExportBucket, now: number): CloudProviderAccessRole {
  const request = authorizeRequest(bucket)
  const role = authorizeRole(createRole(request, now), request, now)
  const id = exportBucketRoleId(bucket)
  return role.providerName === 'AZURE' ? { ...role, _id: id } : { ...role, roleId: id }
}

/** The age of the sample's snapshot. It is longer than a snapshot takes. */
const snapshotAgeMs = hourMs

/**
 * Adds what a snapshot export needs to a project without clusters, such as the sample of an earlier release. These are the
 * roles of its buckets, a replica set with a snapshot that can be exported at once, and a sharded cluster.
 *
 * @param now - milliseconds since the epoch
 */
export async function ensureClustersAndRoles(
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
  await store.saveResource(
    { kind: 'cluster', groupId, id: sampleReplicaSet },
    createCluster(now, sampleReplicaSet),
  )
  const snapshot = createSnapshot(now - snapshotAgeMs, defaultSimulation, { retentionInDays: 365 })
  await store.saveResource(
    { kind: 'snapshot', groupId, clusterName: sampleReplicaSet, id: snapshot.id },
    snapshot,
  )
  await store.saveResource(
    { kind: 'cluster', groupId, id: sampleShardedCluster },
    createCluster(now, sampleShardedCluster, { clusterType: 'SHARDED' }),
  )
}
