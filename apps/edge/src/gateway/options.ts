import type { TransportOptions } from '@export-buckets/client'
import type { ResponseCache } from './response-cache.ts'

/** The real Atlas, and how it is asked: the options of the client's transport, and a cache. */
export interface UpstreamOptions extends TransportOptions {
  /** Where answers are kept: `memoryAnswerCache`, `cacheApiAnswerCache`, or one of your own. */
  readonly cache: ResponseCache
  /** Seconds for which a bucket is answered from the cache without asking. Default: 10; 0 asks each time. */
  readonly maxAge?: number
  /** Seconds for which, after that, a bucket is still answered from the cache while Atlas is away. Default: 300. */
  readonly staleIfError?: number
  /** The most bytes of a response that are read. Default: 2 MiB; a page of 500 buckets with the longest names has 1.3 MB. */
  readonly maxResponseBytes?: number
  /** When Atlas is left alone for a while. */
  readonly circuit?: CircuitOptions
}

/** When the circuit before Atlas opens, and for how long. */
export interface CircuitOptions {
  /** The share of calls that must fail within `duration`, repeats included, 0 to 1. Default: 0.5. */
  readonly errorThreshold?: number
  /** Seconds over which calls are counted. Default: 10. */
  readonly windowSeconds?: number
  /** Calls a second below which it never opens. Default: 1. */
  readonly minimumRate?: number
  /** Seconds until one call tries again. Default: 5. */
  readonly resetTimeout?: number
}
