import { ClusterName } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import {
  hashSecret,
  realm,
  type Simulation,
  type Store,
  type StoredCluster,
} from '@export-buckets/edge'
import { groupId } from '../../src/matrix/ids.ts'

/** The credentials of a caller who owns the project. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly publicKey: string
  readonly privateKey: string
}

/** A cluster of the project. */
export interface ProjectCluster {
  readonly clusterName: ClusterName
  readonly clusterType: StoredCluster['clusterType']
}

/** A server, and a caller of it. */
export interface Target {
  readonly baseUrl: string
  readonly credentials: Credentials
}

/** The number of collections of every cluster. */
export const collections = 12

/** Generates credentials with random secrets. */
export function generateCredentials(): Credentials {
  const [clientSecret, privateKey] = [crypto.randomUUID(), crypto.randomUUID()]
  return { clientId: 'workflow', clientSecret, publicKey: 'workflow', privateKey }
}

/** Returns the cluster with a number. */
export function numberedCluster(
  number: number,
  clusterType: ProjectCluster['clusterType'],
): ProjectCluster {
  return { clusterName: ClusterName.parse(`Cluster${number}`), clusterType }
}

/** Adds the service account and the API key of the caller. */
export async function saveCredentials(store: Store, credentials: Credentials): Promise<void> {
  const { clientId, clientSecret, publicKey, privateKey } = credentials
  const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
  await store.saveServiceAccount({ clientId, secretHash: hashSecret(clientSecret), grants })
  const key = { username: publicKey, realm, password: privateKey }
  await store.saveApiKey({ publicKey, ha1: ha1(key), grants })
}

/** Adds the clusters of the project, and sets how long its snapshots, export jobs and roles take. */
export async function saveProject(
  store: Store,
  clusters: readonly ProjectCluster[],
  simulation: Simulation,
): Promise<void> {
  await store.saveResource({ kind: 'simulation', groupId, id: '' }, simulation)
  for (const [index, { clusterName: name, clusterType }] of clusters.entries()) {
    const cluster: StoredCluster = {
      id: `c0${String(index).padStart(22, '0')}`,
      name,
      clusterType,
      createDate: '2026-11-20T08:00:00Z',
      mongoDBMajorVersion: '8.0',
      backupEnabled: true,
      collections,
    }
    await store.saveResource({ kind: 'cluster', groupId, id: name }, cluster)
  }
}
