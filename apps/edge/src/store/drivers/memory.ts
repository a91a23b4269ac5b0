import type { CloudProvider, ExportBucket, GroupId } from '@export-buckets/core'
import type { ApiKey, ListedCredential, ServiceAccount, Store } from '../store.ts'

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
  const bucketUses = new Set<string>()
  const projectBuckets = (groupId: string) =>
    projects.get(groupId) ?? new Map<string, ExportBucket>()
  const sortedBuckets = (groupId: GroupId, providers: readonly CloudProvider[]) =>
    [...projectBuckets(groupId).values()]
      .filter(({ cloudProvider }) => providers.includes(cloudProvider))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
  const setBucket = (groupId: GroupId, bucket: ExportBucket) =>
    void projects.set(groupId, projectBuckets(groupId).set(bucket._id, bucket))
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
      if (bucketUses.has(`${groupId}/${id}`)) return 'in use'
      return projectBuckets(groupId).delete(id) ? 'deleted' : 'absent'
    },
    saveServiceAccount: async (account) => void accounts.set(account.clientId, account),
    saveApiKey: async (key) => void keys.set(key.publicKey, key),
    saveExportBucket: async (groupId, bucket) => setBucket(groupId, bucket),
    saveExportBucketUse: async (groupId, id) => void bucketUses.add(`${groupId}/${id}`),
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
