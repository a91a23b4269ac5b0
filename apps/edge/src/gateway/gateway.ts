import { ExportBucketId, GroupId, operations } from '@export-buckets/core'
import type { GatewayEvent } from '../lib/gateway-events.ts'
import { BucketCache, type BucketKey, type CachedBucket } from './bucket-cache.ts'
import type { UpstreamOptions } from './options.ts'
import { Upstream, type UpstreamRequest } from './upstream.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** The clock and the event listener of a gateway. */
export interface GatewayContext {
  readonly now: () => number
  readonly onEvent: (event: GatewayEvent) => void
}

const basePath = (baseUrl: string): string => new URL(baseUrl).pathname.replace(/\/$/, '')

const getOperation = operations.getGroupBackupExportBucket

/** Every version in which a bucket can be cached. */
const cachedVersions = getOperation.versions.map(({ version }) => version)

/** Calls the real Atlas, through a cache of single buckets. */
export class Gateway {
  readonly upstream: Upstream
  /** The path of Atlas's base URL, empty when the URL has none. */
  readonly prefix: string
  readonly #bucketCache: BucketCache
  readonly #onEvent: GatewayContext['onEvent']

  /** @throws TypeError that names the invalid option */
  constructor(options: UpstreamOptions, { now, onEvent }: GatewayContext) {
    const { baseUrl = '', cache, maxAge = 10, staleIfError = 300 } = options
    this.upstream = new Upstream(options, onEvent)
    // The default URL of Atlas has no path.
    this.prefix = baseUrl && basePath(baseUrl)
    this.#bucketCache = new BucketCache({ baseUrl, cache, maxAge, staleIfError, now })
    this.#onEvent = onEvent
  }

  /** Returns a bucket from the cache or from Atlas. */
  async getBucket(key: BucketKey): Promise<CachedBucket> {
    const { version, ...path } = key
    const fetchBucket = () => this.upstream.send({ operation: getOperation, version, path })
    const cached = await this.#bucketCache.get(key, fetchBucket)
    this.#onEvent({ type: 'cache', outcome: cached.outcome })
    return cached
  }

  /** Sends a request. Then purges the bucket in its path from the cache, even after an error, because it may have changed. */
  async send(request: UpstreamRequest): Promise<UpstreamResponse> {
    const { groupId, exportBucketId } = request.path
    if (!GroupId.is(groupId) || !ExportBucketId.is(exportBucketId))
      return this.upstream.send(request)
    try {
      return await this.upstream.send(request)
    } finally {
      const bucket = { groupId, exportBucketId }
      await this.#bucketCache.purge(cachedVersions.map((version) => ({ ...bucket, version })))
    }
  }
}
