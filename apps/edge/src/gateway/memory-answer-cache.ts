import { LRUCache } from 'lru-cache'
import type { AnswerCache } from './answer-cache.ts'

/** Makes an {@link AnswerCache} in the memory of this node; of more than `most` answers it forgets the one longest unused. */
export function memoryAnswerCache(most = 10_000): AnswerCache {
  const texts = new LRUCache<string, string>({ max: most })
  return {
    get: async (key) => texts.get(key),
    put: async (key, text, seconds) => void texts.set(key, text, { ttl: seconds * 1000 }),
    delete: async (key) => void texts.delete(key),
  }
}
