import { LRUCache } from 'lru-cache'
import type { ResponseCache } from './response-cache.ts'

/** Creates a {@link ResponseCache} in memory. It evicts the least recently used of more than `maxEntries` entries. */
export function memoryResponseCache(maxEntries = 10_000): ResponseCache {
  const texts = new LRUCache<string, string>({ max: maxEntries })
  return {
    get: async (key) => texts.get(key),
    put: async (key, text, seconds) => void texts.set(key, text, { ttl: seconds * 1000 }),
    delete: async (key) => void texts.delete(key),
  }
}
