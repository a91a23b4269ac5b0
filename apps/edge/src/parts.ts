import type { Context, Handler, MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'
import type { RateLimit, RateLimiters } from './rate-limiter.ts'
import type { Store } from './store/store.ts'

/** What the log says of one request: no secret, no query, no body. */
export interface LogEntry {
  /** ISO 8601, in UTC. */
  readonly time: string
  readonly level: 'info' | 'error'
  readonly requestId: string
  readonly method: string
  readonly path: string
  readonly status: number
  /** Milliseconds. */
  readonly duration: number
  /** Client id or public key; absent before the credentials are proved. */
  readonly caller?: string
  /** The resource version that answered. */
  readonly version?: string
  readonly errorCode?: string
  /** Of an error that nobody foresaw: its stack. It is for the operator alone; the caller never sees it. */
  readonly failure?: string
}

/** Tells the IP address that a request comes from; `undefined` where the runtime does not know. */
export type ClientAddress = (c: Context) => string | undefined

/** What the real service finds out at the cloud provider when a bucket is created. */
export interface CloudFacts {
  /** The AWS region of an S3 bucket. */
  region(bucketName: string): string
  /** The Azure tenant, a UUID, of a role of the project's cloud provider access. */
  tenantId(roleId: string): string
}

/** How requests are counted, and where the counts are read. */
export interface Metrics {
  /** Comes before everything else. */
  readonly count: MiddlewareHandler
  /** Answers `GET /metrics`; it is for the handler to say who may read it. */
  readonly page: Handler<Env>
}

/** What an app is made of. */
export interface AppParts {
  /** Where credentials and buckets live. */
  readonly store: Store
  /**
   * At least 32 random bytes, the same on every node: access tokens and Digest nonces are signed with keys derived
   * from them. A new secret makes every token and nonce worthless.
   */
  readonly secret: Uint8Array
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Requests of one caller. Default 1200 in 60 seconds. */
  readonly rateLimit?: RateLimit
  /** Access tokens that one service account may ask for. Default 10 in 60 seconds. */
  readonly tokenRateLimit?: RateLimit
  /** Where token buckets are kept. Default: in the memory of the node, so that each node limits what it sees. */
  readonly rateLimiters?: RateLimiters
  /**
   * Tells where a request comes from. Default: nobody knows, and credentials that have an access list are refused.
   */
  readonly clientAddress?: ClientAddress
  /** What is found out about new buckets. Default: `us-east-1`, and a tenant that is always the same for a role. */
  readonly cloud?: CloudFacts
  /** Takes what is said of each request. Default: one line of JSON on the console. */
  readonly log?: (entry: LogEntry) => void
  /** Counts requests, and serves the counts at `/metrics`. Default: nothing does, and `/metrics` is 404. */
  readonly metrics?: Metrics
}
