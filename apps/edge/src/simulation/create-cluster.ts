import type { ClusterName } from '@export-buckets/core'
import type { StoredCluster } from '../store/resources.ts'
import { generateObjectId } from './object-id.ts'
import { toIsoTime } from './time.ts'

type ClusterProperties = Pick<StoredCluster, 'clusterType' | 'collections' | 'mongoDBMajorVersion'>

/** The properties of a cluster unless stated otherwise. */
export const defaultClusterProperties: ClusterProperties = {
  clusterType: 'REPLICASET',
  collections: 12,
  mongoDBMajorVersion: '8.0',
}

/** Creates a cluster with cloud backup. @param now - milliseconds since the epoch */
export function createCluster(
  now: number,
  name: ClusterName,
  properties: Partial<ClusterProperties> = {},
): StoredCluster {
  return {
    id: generateObjectId(now),
    name,
    ...defaultClusterProperties,
    ...properties,
    createDate: toIsoTime(now),
    backupEnabled: true,
  }
}
