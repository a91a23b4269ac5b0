import { AtlasError } from '../http/errors.ts'
import type { ResourceRequest } from '../http/operation-handler.ts'
import { notFound } from '../http/path-params.ts'
import type { StoredCluster } from '../store/resources.ts'
import type { Store } from '../store/store.ts'

/**
 * Returns the cluster in the path, also one without cloud backup.
 *
 * @throws AtlasError `CLUSTER_NOT_FOUND`
 */
export async function findCluster(
  store: Store,
  { context, groupId, param }: ResourceRequest,
): Promise<StoredCluster> {
  const id = param('clusterName')
  const cluster = await store.resource({ kind: 'cluster', groupId, id })
  if (cluster === undefined) throw notFound(context, 'clusterName')
  return cluster
}

/**
 * Returns the cluster in the path, which has cloud backup.
 *
 * @throws AtlasError `CLUSTER_NOT_FOUND`, or `BACKUP_CONFIG_NOT_FOUND` for a cluster without cloud backup
 */
export async function findClusterWithBackup(
  store: Store,
  request: ResourceRequest,
): Promise<StoredCluster> {
  const cluster = await findCluster(store, request)
  if (!cluster.backupEnabled) {
    throw new AtlasError('BACKUP_CONFIG_NOT_FOUND', { parameters: [cluster.name, request.groupId] })
  }
  return cluster
}

/**
 * Returns the name of a replica set of a cluster.
 *
 * @param suffix - `shard-0` for a cluster that is a replica set; `shard-0`, `shard-1` or `config-0` for a sharded one
 */
export function replicaSetName({ id }: StoredCluster, suffix: string): string {
  return `atlas-${id.slice(-6)}-${suffix}`
}

/** Returns the names of the two shards that every sharded cluster has. */
export function shardNames(cluster: StoredCluster): readonly string[] {
  return ['shard-0', 'shard-1'].map((suffix) => replicaSetName(cluster, suffix))
}
