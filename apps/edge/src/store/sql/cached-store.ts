import { LRUCache } from 'lru-cache'
import type { ResourceKind, ResourceScope } from '../resources.ts'
import type { Store } from '../store.ts'

/** The maximum number of credentials, buckets and other resources in the cache, about 10 MB. */
const maxSize = 10_000

/** Caches values until the version of the database changes. */
class VersionedCache {
  readonly #currentVersion: () => number
  readonly #values = new LRUCache<string, object>({
    maxSize,
    sizeCalculation: (value) => (Array.isArray(value) ? value.length + 1 : 1),
  })
  #version = Number.NaN

  constructor(currentVersion: () => number) {
    this.#currentVersion = currentVersion
  }

  /**
   * Returns a value from the cache, or reads it. `undefined` is not cached, because a new row must be found immediately.
   *
   * @param key - contains the name of the method and its arguments
   */
  async get<Value extends object | undefined>(
    key: string,
    read: () => Promise<Value>,
  ): Promise<Value> {
    const version = this.#currentVersion()
    if (version !== this.#version) {
      this.#values.clear()
      this.#version = version
    }
    const cached = this.#values.get(key)
    // Safe because the key contains the name of the method, so the value has its type.
    if (cached !== undefined) return cached as Value
    const value = await read()
    // A write during the read may have made the value obsolete.
    if (value !== undefined && version === this.#version && version === this.#currentVersion())
      this.#values.set(key, value)
    return value
  }
}

/** Returns the key of a scope. None of its parts contains a space. */
const scopeText = ({ groupId, kind, clusterName }: ResourceScope<ResourceKind>) =>
  `${groupId} ${kind} ${clusterName ?? ''}`

/**
 * Returns a store with a cache of credentials, resources and lists. The values must not be modified.
 *
 * @param version - returns a number that changes with every write to the database
 */
export function cachedStore(store: Store, version: () => number): Store {
  const cache = new VersionedCache(version)
  return {
    ...store,
    apiKey: (publicKey) => cache.get(`apiKey ${publicKey}`, () => store.apiKey(publicKey)),
    serviceAccountForToken: (clientId, tokenId) =>
      cache.get(`serviceAccountForToken ${clientId} ${tokenId}`, () =>
        store.serviceAccountForToken(clientId, tokenId),
      ),
    exportBucket: (groupId, id) =>
      cache.get(`exportBucket ${groupId} ${id}`, () => store.exportBucket(groupId, id)),
    exportBuckets: (groupId, range) =>
      cache.get(`exportBuckets ${groupId} ${range.offset} ${range.limit} ${range.providers}`, () =>
        store.exportBuckets(groupId, range),
      ),
    async countExportBuckets(groupId, providers) {
      const { count } = await cache.get(`countExportBuckets ${groupId} ${providers}`, async () => ({
        count: await store.countExportBuckets(groupId, providers),
      }))
      return count
    },
    resource: (key) => cache.get(`resource ${scopeText(key)} ${key.id}`, () => store.resource(key)),
    resources: (scope) => cache.get(`resources ${scopeText(scope)}`, () => store.resources(scope)),
  }
}
