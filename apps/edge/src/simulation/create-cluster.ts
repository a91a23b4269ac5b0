import type { StoredCluster } from '../store/resources.ts'
import { generateObjectId } from './object-id.ts'
import { toIsoTime } from './time.ts'

/** Creates a cluster with cloud backup. @param now - milliseconds since the epoch */
export function createCluster(
  now: number,
  properties: Pick<StoredCluster, 'name' | 'clusterType' | 'collections' | 'mongoDBMajorVersion'>,
): StoredCluster {
  return {
    id: generateObjectId(now),
    ...properties,
    createDate: toIsoTime(now),
    backupEnabled: true,
  }
}
