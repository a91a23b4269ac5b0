import type { Cluster } from '@export-buckets/core'
import { clusterId, clusterName, groupId } from '../ids.ts'
import type { Example } from './example.ts'

/** The cluster that the provider states create. */
export const exampleCluster: Required<Cluster> = {
  backupEnabled: true,
  clusterType: 'REPLICASET',
  createDate: '2026-08-10T03:27:12Z',
  groupId,
  id: clusterId,
  mongoDBMajorVersion: '8.0',
  name: clusterName,
  stateName: 'IDLE',
}

/** A cluster in a list. Atlas sends about thirty more fields. */
export const listedCluster: Example = {
  body: { ...exampleCluster },
  recorded: ['backupEnabled', 'clusterType', 'id', 'name'],
}
