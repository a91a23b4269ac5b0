import type { TransportOptions } from '@export-buckets/client'
import type { ResponseCache } from './response-cache.ts'

/** The options of the connection to the real Atlas: those of the client's transport, and of the cache. */
export interface UpstreamOptions extends TransportOptions {
  /** The cache of responses: `memoryResponseCache`, `cacheApiResponseCache`, or your own. */
  readonly cache: ResponseCache
  /** Seconds for which a cached bucket is fresh. Default: 10. With 0 each request calls Atlas. */
  readonly maxAge?: number
  /** Seconds after `maxAge` for which a cached bucket is served while Atlas fails. Default: 300. */
  readonly staleIfError?: number
  /**
   * The maximum size of a successful response in bytes. Default: 2 MiB. A page of 500 buckets with the longest names has
   * 1.3 MB.
   */
  readonly maxResponseSize?: number
  /** The options of the circuit breaker. */
  readonly circuit?: CircuitOptions
}

/** The options of the circuit breaker. */
export interface CircuitOptions {
  /** The circuit opens above this share of failed calls within `windowSeconds`, 0 to 1, retries included. Default: 0.5. */
  readonly errorThreshold?: number
  /** The seconds over which calls are counted. Default: 10. */
  readonly windowSeconds?: number
  /** The calls per second below which the circuit never opens. Default: 1. */
  readonly minimumRate?: number
  /** Seconds until a single call is attempted again. Default: 5. */
  readonly resetTimeout?: number
}
