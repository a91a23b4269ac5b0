import { operations } from '@export-buckets/core'
import { BucketCache, type BucketKey, type CachedBucket } from './bucket-cache.ts'
import type { GatewayEvent } from './events.ts'
import type { UpstreamOptions } from './options.ts'
import { Upstream, type UpstreamRequest } from './upstream.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** What a gateway hears from and tells to its app. */
export interface GatewayContext {
  readonly now: () => number
  readonly onEvent: (event: GatewayEvent) => void
}

const basePath = (baseUrl: string): string => new URL(baseUrl).pathname.replace(/\/$/, '')

const getOperation = operations.getGroupBackupExportBucket

/** Every version that a bucket can be cached in. */
const cachedVersions = getOperation.versions.map(({ version }) => version)

/** The real Atlas, with a cache of single buckets before it. */
export class Gateway {
  readonly upstream: Upstream
  /** The path of Atlas's base URL, empty where it has none. */
  readonly prefix: string
  readonly #bucketCache: BucketCache
  readonly #onEvent: GatewayContext['onEvent']

  /** @throws TypeError when a part cannot be used; it names the part */
  constructor(options: UpstreamOptions, { now, onEvent }: GatewayContext) {
    const { baseUrl = '', cache, maxAge = 10, staleIfError = 300 } = options
    this.upstream = new Upstream(options, onEvent)
    // Atlas's own address, the default, has no path.
    this.prefix = baseUrl && basePath(baseUrl)
    this.#bucketCache = new BucketCache({ baseUrl, cache, maxAge, staleIfError, now })
    this.#onEvent = onEvent
  }

  /** One bucket, from the cache or from Atlas. */
  async getBucket(key: BucketKey): Promise<CachedBucket> {
    const { version, ...path } = key
    const fetchBucket = () => this.upstream.send({ operation: getOperation, version, path })
    const cached = await this.#bucketCache.get(key, fetchBucket)
    this.#onEvent({ type: 'cache', outcome: cached.outcome })
    return cached
  }

  /** Asks Atlas for what may change a bucket, which is forgotten then, whatever came of it. */
  async write(
    request: UpstreamRequest,
    bucket: Omit<BucketKey, 'version'>,
  ): Promise<UpstreamResponse> {
    try {
      return await this.upstream.send(request)
    } finally {
      await this.#bucketCache.purge(cachedVersions.map((version) => ({ ...bucket, version })))
    }
  }
}
