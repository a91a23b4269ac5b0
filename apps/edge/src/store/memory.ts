import type { ExportBucket } from '@export-buckets/core'
import type { ApiKey, ServiceAccount, Store } from './store.ts'

/** Makes a {@link Store} that lives as long as the process, for tests and trials. */
export function memoryStore(): Store {
  const accounts = new Map<string, ServiceAccount>()
  const keys = new Map<string, ApiKey>()
  const revoked = new Set<string>()
  const buckets = new Map<string, ExportBucket>()
  return {
    serviceAccount: async (clientId) => accounts.get(clientId),
    apiKey: async (publicKey) => keys.get(publicKey),
    isRevoked: async (tokenId) => revoked.has(tokenId),
    revoke: async (tokenId) => void revoked.add(tokenId),
    exportBucket: async (groupId, id) => buckets.get(`${groupId}/${id}`),
    saveServiceAccount: async (account) => void accounts.set(account.clientId, account),
    saveApiKey: async (key) => void keys.set(key.publicKey, key),
    saveExportBucket: async (groupId, bucket) =>
      void buckets.set(`${groupId}/${bucket._id}`, bucket),
  }
}
