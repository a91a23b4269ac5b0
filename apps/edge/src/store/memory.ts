import type { CloudProvider, ExportBucket, GroupId } from '@export-buckets/core'
import type { ApiKey, ListedCredential, ServiceAccount, Store } from './store.ts'

function listed(
  kind: ListedCredential['kind'],
  id: string,
  { grants, accessList }: Pick<ServiceAccount, 'grants' | 'accessList'>,
): ListedCredential {
  return { kind, id, grants, ...(accessList && { accessList }) }
}

/** Makes a {@link Store} that lives as long as the process, for tests and trials. */
export function memoryStore(): Store {
  const accounts = new Map<string, ServiceAccount>()
  const keys = new Map<string, ApiKey>()
  const revoked = new Set<string>()
  const projects = new Map<string, Map<string, ExportBucket>>()
  const uses = new Set<string>()
  const project = (groupId: string) => projects.get(groupId) ?? new Map<string, ExportBucket>()
  const ordered = (groupId: GroupId, providers: readonly CloudProvider[]) =>
    [...project(groupId).values()]
      .filter(({ cloudProvider }) => providers.includes(cloudProvider))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
  const save = (groupId: GroupId, bucket: ExportBucket) =>
    void projects.set(groupId, project(groupId).set(bucket._id, bucket))
  return {
    serviceAccount: async (clientId) => accounts.get(clientId),
    apiKey: async (publicKey) => keys.get(publicKey),
    tokenHolder: async (clientId, tokenId) =>
      revoked.has(tokenId) ? undefined : accounts.get(clientId),
    revoke: async (tokenId) => void revoked.add(tokenId),
    exportBucket: async (groupId, id) => project(groupId).get(id),
    exportBuckets: async (groupId, { providers, offset, limit }) =>
      ordered(groupId, providers).slice(offset, offset + limit),
    countExportBuckets: async (groupId, providers) => ordered(groupId, providers).length,
    replaceExportBucket: async (groupId, bucket) => {
      if (!project(groupId).has(bucket._id)) return false
      save(groupId, bucket)
      return true
    },
    deleteExportBucket: async (groupId, id) => {
      if (uses.has(`${groupId}/${id}`)) return 'in use'
      return project(groupId).delete(id) ? 'deleted' : 'absent'
    },
    saveServiceAccount: async (account) => void accounts.set(account.clientId, account),
    saveApiKey: async (key) => void keys.set(key.publicKey, key),
    saveExportBucket: async (groupId, bucket) => save(groupId, bucket),
    saveExportBucketUse: async (groupId, id) => void uses.add(`${groupId}/${id}`),
    credentials: async () => [
      ...[...keys.values()]
        .map((key) => listed('api key', key.publicKey, key))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      ...[...accounts.values()]
        .map((account) => listed('service account', account.clientId, account))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ],
    deleteCredential: async (kind, id) => (kind === 'api key' ? keys : accounts).delete(id),
    ready: async () => undefined,
  }
}
