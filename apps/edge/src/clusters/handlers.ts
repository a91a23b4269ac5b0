import type { Cluster, GroupId } from '@export-buckets/core'
import type { OperationHandlers } from '../http/operation-handler.ts'
import { paginate } from '../http/page.ts'
import { findCluster } from '../simulation/clusters.ts'
import type { StoredCluster } from '../store/resources.ts'
import type { Store } from '../store/store.ts'

function toCluster({ collections: _, ...cluster }: StoredCluster, groupId: GroupId): Cluster {
  return { ...cluster, groupId, stateName: 'IDLE' }
}

/** Creates the handlers of clusters, also of those without cloud backup. */
export function clusterHandlers(
  store: Store,
): OperationHandlers<'getGroupCluster' | 'listGroupClusters'> {
  return {
    getGroupCluster: async (request) =>
      toCluster(await findCluster(store, request), request.groupId),
    // Terraform's provider lists the clusters after it deletes an export bucket.
    async listGroupClusters(request) {
      const { groupId } = request
      const clusters = await store.resources({ kind: 'cluster', groupId })
      const items = clusters.map((cluster) => toCluster(cluster, groupId))
      return paginate(request, items)
    },
  }
}
