import { LRUCache } from 'lru-cache'
import type { ResponseCache } from './response-cache.ts'

/** Makes an {@link ResponseCache} in the memory of this node; of more than `most` answers it forgets the one longest unused. */
export function memoryResponseCache(maxEntries = 10_000): ResponseCache {
  const texts = new LRUCache<string, string>({ max: maxEntries })
  return {
    get: async (key) => texts.get(key),
    put: async (key, text, seconds) => void texts.set(key, text, { ttl: seconds * 1000 }),
    delete: async (key) => void texts.delete(key),
  }
}
