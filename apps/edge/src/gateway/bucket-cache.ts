import type { ApiVersion, ExportBucketId, GroupId } from '@export-buckets/core'
import { UpstreamUnavailableError } from '../http/errors.ts'
import type { CacheEvent } from '../lib/gateway-events.ts'
import { tryParseStrictJson } from '../lib/strict-json.ts'
import type { ResponseCache } from './response-cache.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** Identifies a cached response. The credentials are not part of it, because a gateway sends every request with the same ones. */
export interface BucketKey {
  readonly groupId: GroupId
  readonly exportBucketId: ExportBucketId
  /** The resource version. */
  readonly version: ApiVersion
}

/** A response, and the result of the cache lookup. */
export interface CachedBucket {
  readonly response: UpstreamResponse
  readonly outcome: CacheEvent['outcome']
  /** Seconds since Atlas sent the response. */
  readonly age: number
  /** Seconds until the response expires, negative when it has expired. */
  readonly ttl: number
  /** The reason why an expired response was served. */
  readonly failure?: UpstreamUnavailableError
}

/** The stored form of a response. */
interface CacheEntry {
  readonly response: UpstreamResponse
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Controls whether the response to a request in flight may be cached. A write prevents it: the response may be outdated. */
interface CacheWrite {
  isAllowed: boolean
  pending: Promise<void> | undefined
}

/** A request in flight, shared by concurrent requests for the same bucket. */
interface InFlightRequest {
  readonly response: Promise<UpstreamResponse>
  readonly cacheWrite: CacheWrite
}

/** The options of {@link BucketCache}. */
export interface BucketCacheOptions {
  /** The base URL of Atlas. Part of the cache key, because gateways with different base URLs may share a cache. */
  readonly baseUrl: string
  readonly cache: ResponseCache
  /** Seconds. */
  readonly maxAge: number
  /** Seconds. */
  readonly staleIfError: number
  readonly now: () => number
}

/** Caches single buckets for a short time, and serves expired ones while Atlas fails (`stale-if-error`, RFC 5861 §4). */
export class BucketCache {
  readonly #options: BucketCacheOptions
  readonly #inFlight = new Map<string, InFlightRequest>()

  constructor(options: BucketCacheOptions) {
    this.#options = options
  }

  /**
   * Returns a fresh response from the cache or from `fetchBucket`. Returns an expired one when `fetchBucket` throws
   * UpstreamUnavailableError. Call it for authorized callers only.
   */
  async get(key: BucketKey, fetchBucket: () => Promise<UpstreamResponse>): Promise<CachedBucket> {
    const cacheKey = this.#cacheKey(key)
    const entry = await this.#read(cacheKey)
    if (entry !== undefined && this.#ttl(entry) > 0) return this.#toCachedBucket(entry, 'hit')
    const pending = this.#inFlight.get(cacheKey)
    const request = pending ?? this.#startRequest(cacheKey, fetchBucket)
    try {
      const response = await request.response
      const at = this.#options.now()
      return this.#toCachedBucket({ response, at }, pending === undefined ? 'miss' : 'collapsed')
    } catch (error) {
      if (entry === undefined || !(error instanceof UpstreamUnavailableError)) throw error
      return { ...this.#toCachedBucket(entry, 'stale'), failure: error }
    }
  }

  /** Deletes cached responses, and prevents requests in flight from caching an older response again. */
  async purge(keys: readonly BucketKey[]): Promise<void> {
    await Promise.all(keys.map((key) => this.#invalidate(this.#cacheKey(key))))
  }

  #cacheKey({ groupId, exportBucketId, version }: BucketKey): string {
    return `${this.#options.baseUrl}/${groupId}/${exportBucketId}/${version}`
  }

  async #invalidate(cacheKey: string): Promise<void> {
    const request = this.#inFlight.get(cacheKey)
    this.#inFlight.delete(cacheKey)
    if (request !== undefined) request.cacheWrite.isAllowed = false
    await request?.cacheWrite.pending
    await this.#options.cache.delete(cacheKey).catch(() => undefined)
  }

  #startRequest(cacheKey: string, fetchBucket: () => Promise<UpstreamResponse>): InFlightRequest {
    const cacheWrite: CacheWrite = { isAllowed: true, pending: undefined }
    const request: InFlightRequest = {
      cacheWrite,
      response: this.#fetch(cacheKey, cacheWrite, fetchBucket),
    }
    this.#inFlight.set(cacheKey, request)
    return request
  }

  async #fetch(
    cacheKey: string,
    cacheWrite: CacheWrite,
    fetchBucket: () => Promise<UpstreamResponse>,
  ): Promise<UpstreamResponse> {
    try {
      const response = await fetchBucket()
      if (cacheWrite.isAllowed) cacheWrite.pending = this.#write(cacheKey, response)
      await cacheWrite.pending
      return response
    } catch (error) {
      // A bucket that no longer exists must not be served while Atlas fails later.
      if (!(error instanceof UpstreamUnavailableError))
        await this.#options.cache.delete(cacheKey).catch(() => undefined)
      throw error
    } finally {
      if (this.#inFlight.get(cacheKey)?.cacheWrite === cacheWrite) this.#inFlight.delete(cacheKey)
    }
  }

  async #write(cacheKey: string, response: UpstreamResponse): Promise<void> {
    const { cache, maxAge, staleIfError, now } = this.#options
    const entryLifetime = maxAge + staleIfError
    if (entryLifetime <= 0) return
    const entry: CacheEntry = { response, at: now() }
    // A failing cache must not fail the request.
    await cache.put(cacheKey, JSON.stringify(entry), entryLifetime).catch(() => undefined)
  }

  async #read(cacheKey: string): Promise<CacheEntry | undefined> {
    const text = await this.#options.cache.get(cacheKey).catch(() => undefined)
    if (text === undefined) return undefined
    const entry = parseCacheEntry(text)
    const isUsable = entry !== undefined && this.#ttl(entry) > -this.#options.staleIfError
    return isUsable ? entry : undefined
  }

  #ttl({ at }: CacheEntry): number {
    const age = (this.#options.now() - at) / 1000
    // An entry from the future, written before the clock was set back, counts as expired.
    return age < 0 ? age : this.#options.maxAge - age
  }

  #toCachedBucket(entry: CacheEntry, outcome: CachedBucket['outcome']): CachedBucket {
    const ttl = Math.floor(this.#ttl(entry))
    const age = Math.max(0, Math.floor((this.#options.now() - entry.at) / 1000))
    return { response: entry.response, outcome, age, ttl }
  }
}

function isCacheEntry(value: unknown): value is CacheEntry {
  const { response, at } = Object(value)
  const { status, text, drift } = Object(response)
  return (
    typeof at === 'number' &&
    typeof status === 'number' &&
    typeof text === 'string' &&
    Array.isArray(drift)
  )
}

/** Returns a cache entry, or `undefined` for text in another format, such as that of another release. */
function parseCacheEntry(text: string): CacheEntry | undefined {
  const value = tryParseStrictJson(text)
  return isCacheEntry(value) ? value : undefined
}
