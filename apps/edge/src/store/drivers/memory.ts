import {
  type CloudProvider,
  cloudProviders,
  type ExportBucket,
  type GroupId,
  type RoleId,
} from '@export-buckets/core'
import { autoExportBucketId, exportBucketRoleId, scheduleKey } from '../resources.ts'
import type { ApiKey, ListedCredential, ServiceAccount, Store } from '../store.ts'
import { MemoryResources } from './memory-resources.ts'

function toListedCredential(
  kind: ListedCredential['kind'],
  id: string,
  { grants, accessList }: Pick<ServiceAccount, 'grants' | 'accessList'>,
): ListedCredential {
  return { kind, id, grants, ...(accessList && { accessList }) }
}

/** Creates a {@link Store} in memory, for tests and trials. */
export function memoryStore(): Store {
  const accounts = new Map<string, ServiceAccount>()
  const keys = new Map<string, ApiKey>()
  const revokedTokens = new Set<string>()
  const projects = new Map<string, Map<string, ExportBucket>>()
  /** The bucket that each cluster exports to, by project and cluster. */
  const bucketUses = new Map<string, Map<string, string>>()
  const projectUses = (groupId: string) => bucketUses.get(groupId) ?? new Map<string, string>()
  const projectBuckets = (groupId: string) =>
    projects.get(groupId) ?? new Map<string, ExportBucket>()
  const sortedBuckets = (groupId: GroupId, providers: readonly CloudProvider[]) =>
    [...projectBuckets(groupId).values()]
      .filter(({ cloudProvider }) => providers.includes(cloudProvider))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
  const setBucket = (groupId: GroupId, bucket: ExportBucket) =>
    void projects.set(groupId, projectBuckets(groupId).set(bucket._id, bucket))
  const resources = new MemoryResources()
  const roleKey = (groupId: GroupId, id: RoleId) => ({ kind: 'role', groupId, id }) as const
  return {
    serviceAccount: async (clientId) => accounts.get(clientId),
    apiKey: async (publicKey) => keys.get(publicKey),
    serviceAccountForToken: async (clientId, tokenId) =>
      revokedTokens.has(tokenId) ? undefined : accounts.get(clientId),
    revokeToken: async (tokenId) => void revokedTokens.add(tokenId),
    exportBucket: async (groupId, id) => projectBuckets(groupId).get(id),
    exportBuckets: async (groupId, { providers, offset, limit }) =>
      sortedBuckets(groupId, providers).slice(offset, offset + limit),
    countExportBuckets: async (groupId, providers) => sortedBuckets(groupId, providers).length,
    replaceExportBucket: async (groupId, bucket) => {
      if (!projectBuckets(groupId).has(bucket._id)) return false
      setBucket(groupId, bucket)
      return true
    },
    deleteExportBucket: async (groupId, id) => {
      if (!projectBuckets(groupId).has(id)) return 'absent'
      if ([...projectUses(groupId).values()].includes(id)) return 'in use'
      projectBuckets(groupId).delete(id)
      return 'deleted'
    },
    saveServiceAccount: async (account) => void accounts.set(account.clientId, account),
    saveApiKey: async (key) => void keys.set(key.publicKey, key),
    saveExportBucket: async (groupId, bucket) => setBucket(groupId, bucket),
    createExportBucket: async (groupId, bucket) => {
      const role = resources.get(roleKey(groupId, exportBucketRoleId(bucket)))
      if (role === undefined) return false
      setBucket(groupId, bucket)
      return true
    },
    exportBucketIdsByRole: async (groupId) => {
      const byRole = Map.groupBy(sortedBuckets(groupId, cloudProviders), exportBucketRoleId)
      return new Map(
        [...byRole].map(([roleId, buckets]) => [roleId, buckets.map(({ _id }) => _id)]),
      )
    },
    resource: async (key) => resources.get(key),
    resources: async (scope) => resources.list(scope),
    saveResource: async (key, resource, lock) => resources.save(key, resource, lock),
    replaceResource: async (key, resource) => resources.replace(key, resource),
    deleteResource: async (key) => resources.delete(key),
    deleteRole: async (groupId, id) => {
      const key = roleKey(groupId, id)
      if (resources.get(key) === undefined) return 'absent'
      const buckets = [...projectBuckets(groupId).values()]
      if (buckets.some((bucket) => exportBucketRoleId(bucket) === id)) return 'in use'
      resources.delete(key)
      return 'deleted'
    },
    saveSchedule: async (groupId, clusterName, schedule, previous) => {
      const key = scheduleKey(groupId, clusterName)
      if (JSON.stringify(resources.get(key)) !== JSON.stringify(previous)) return false
      const bucketId = autoExportBucketId(schedule)
      if (bucketId !== undefined && !projectBuckets(groupId).has(bucketId)) return false
      if (!resources.save(key, schedule)) return false
      const uses = projectUses(groupId)
      uses.delete(clusterName)
      if (bucketId !== undefined) bucketUses.set(groupId, uses.set(clusterName, bucketId))
      return true
    },
    deleteCluster: async (groupId, name) => {
      projectUses(groupId).delete(name)
      return resources.deleteCluster(groupId, name)
    },
    credentials: async () => [
      ...[...keys.values()]
        .map((key) => toListedCredential('api key', key.publicKey, key))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      ...[...accounts.values()]
        .map((account) => toListedCredential('service account', account.clientId, account))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ],
    deleteCredential: async (kind, id) => (kind === 'api key' ? keys : accounts).delete(id),
    ready: async () => undefined,
  }
}
