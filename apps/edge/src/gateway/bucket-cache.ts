import type { ApiVersion, ExportBucketId, GroupId } from '@export-buckets/core'
import { tryParseJson } from '../lib/try-parse-json.ts'
import { UpstreamUnavailableError } from './errors.ts'
import type { CacheEvent } from './events.ts'
import type { ResponseCache } from './response-cache.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** Which answer of an Atlas: nothing else can change it, since every question is asked with the same credentials. */
export interface BucketKey {
  readonly groupId: GroupId
  readonly exportBucketId: ExportBucketId
  /** The resource version. */
  readonly version: ApiVersion
}

/** An answer, and how it was come by. */
export interface CachedBucket {
  readonly response: UpstreamResponse
  readonly outcome: CacheEvent['outcome']
  /** Seconds since Atlas gave it. */
  readonly age: number
  /** Seconds until Atlas is asked again; negative when it should have been by now. */
  readonly ttl: number
  /** Why an expired answer served. */
  readonly failure?: UpstreamUnavailableError
}

/** What an answer is kept with. */
interface CacheEntry {
  readonly answer: UpstreamResponse
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Whether the answer to a question under way may be kept: not after a write that it may not have seen. */
interface CacheWrite {
  isAllowed: boolean
  pending: Promise<void> | undefined
}

/** A question under way, for all who ask the same meanwhile. */
interface InFlightRequest {
  readonly response: Promise<UpstreamResponse>
  readonly cacheWrite: CacheWrite
}

/** How answers are kept. */
export interface BucketCacheOptions {
  /** Which Atlas, since a cache may hold answers of several. */
  readonly baseUrl: string
  readonly cache: ResponseCache
  /** Seconds. */
  readonly maxAge: number
  /** Seconds. */
  readonly staleIfError: number
  readonly now: () => number
}

/** Answers about single buckets, kept for a short while (RFC 5861 for the while after that, RFC 9211 for the words). */
export class BucketCache {
  readonly #options: BucketCacheOptions
  readonly #inFlight = new Map<string, InFlightRequest>()

  constructor(options: BucketCacheOptions) {
    this.#options = options
  }

  /**
   * The answer to a question: a fresh one that is kept, or that of `ask`, or a kept one that is not fresh any more where
   * `ask` fails for the moment. Who may see the answer is to be settled before.
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
      return this.#toCachedBucket(
        { answer: response, at },
        pending === undefined ? 'miss' : 'collapsed',
      )
    } catch (error) {
      if (entry === undefined || !(error instanceof UpstreamUnavailableError)) throw error
      return { ...this.#toCachedBucket(entry, 'stale'), failure: error }
    }
  }

  /** Forgets a bucket in some versions, and lets no question that is under way bring the old answer back. */
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
      // What Atlas says is not there must not come back while Atlas is away.
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
    const entry: CacheEntry = { answer: response, at: now() }
    // A cache that fails costs the next question, not this answer.
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
    // What was kept in the future, by a clock that was set back since, is not fresh.
    return age < 0 ? age : this.#options.maxAge - age
  }

  #toCachedBucket(entry: CacheEntry, outcome: CachedBucket['outcome']): CachedBucket {
    const ttl = Math.floor(this.#ttl(entry))
    const age = Math.max(0, Math.floor((this.#options.now() - entry.at) / 1000))
    return { response: entry.answer, outcome, age, ttl }
  }
}

function isCacheEntry(value: unknown): value is CacheEntry {
  const { answer, at } = Object(value)
  const { status, text, drift } = Object(answer)
  return (
    typeof at === 'number' &&
    typeof status === 'number' &&
    typeof text === 'string' &&
    Array.isArray(drift)
  )
}

/** What is kept under a key; `undefined` for what another release may have left there. */
function parseCacheEntry(text: string): CacheEntry | undefined {
  const value = tryParseJson(text)
  return isCacheEntry(value) ? value : undefined
}
