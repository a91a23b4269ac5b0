import type { ResponseCache } from './response-cache.ts'

/** The part of the Cache API that is used here. */
export interface CacheApi {
  match(url: string): Promise<Response | undefined>
  put(url: string, response: Response): Promise<void>
  delete(url: string): Promise<boolean>
}

/** A name that nobody can have (RFC 6761, section 6.4): the keys of a Cache are URLs. */
const cacheOrigin = 'https://export-buckets.invalid'

/** Makes an {@link ResponseCache} of a Cache, such as `caches.default` of Cloudflare Workers: one for each data centre. */
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
