import type { ResponseCache } from './response-cache.ts'

/** The subset of the Cache API that is used here. */
export interface CacheApi {
  match(url: string): Promise<Response | undefined>
  put(url: string, response: Response): Promise<void>
  delete(url: string): Promise<boolean>
}

/** The keys of a Cache are URLs. The domain `.invalid` never exists (RFC 6761 §6.4). */
const cacheOrigin = 'https://export-buckets.invalid'

/** Creates a {@link ResponseCache} over a Cache, such as `caches.default` of a Cloudflare Worker, one in each data centre. */
export function cacheApiResponseCache(cache: CacheApi): ResponseCache {
  const toUrl = (key: string) => `${cacheOrigin}/${encodeURIComponent(key)}`
  return {
    get: async (key) => (await cache.match(toUrl(key)))?.text(),
    put: (key, text, seconds) => {
      const headers = { 'Cache-Control': `max-age=${seconds}`, 'Content-Type': 'application/json' }
      return cache.put(toUrl(key), new Response(text, { headers }))
    },
    delete: async (key) => void (await cache.delete(toUrl(key))),
  }
}
