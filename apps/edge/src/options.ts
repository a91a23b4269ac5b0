import type { RateLimit } from '@export-buckets/core'
import type { Context } from 'hono'
import type { ApiPage } from './api-page/page.ts'
import type { CacheEvent, GatewayEvent } from './gateway/events.ts'
import type { UpstreamOptions } from './gateway/options.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { RateLimiterFactory } from './rate-limit/limiter.ts'
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
  /**
   * Why credentials or a grant were refused, which the caller is not told: the reason of a Digest, such as `uri-mismatch`,
   * or the part of a grant that does not include the request.
   */
  readonly reason?: string
  /** How the cache of a gateway answered. `stale`: Atlas failed, as `failure` says, and an expired response served. */
  readonly cache?: CacheEvent['outcome']
  /** How Atlas behind the gateway differs from what is pinned: fields and what is wrong with them, never values. */
  readonly drift?: readonly string[]
  /**
   * What went wrong behind the app: the stack of an unexpected error, or why Atlas did not answer a gateway. It is for the
   * operator alone; the caller never sees it.
   */
  readonly failure?: string
}

/** Tells the IP address that a request comes from; `undefined` where the runtime does not know. */
export type GetClientAddress = (c: Context) => string | undefined

/** Who shares a token bucket: all callers of a project, as at Atlas, or each caller has its own. */
export type RateLimitScope = 'project' | 'caller'

/** Whether Atlas can use a role of the project's cloud provider access. */
export type RoleStatus = 'authorized' | 'not authorized' | 'unknown'

/** What the real service finds out at the cloud provider when a bucket is created. */
export interface CloudMetadata {
  /** Returns the AWS region of an S3 bucket. */
  region(bucketName: string): string
  /**
   * Returns the Azure tenant, a UUID, of a role of the project's cloud provider access. Called only for a request without
   * `tenantId`.
   */
  tenantId(roleId: string): string
  /**
   * Returns whether a role can be used. A creation with an unknown role gets `CANNOT_ASSUME_ROLE`, one with a role that is
   * not authorized `CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED`. Default: every role is authorized.
   */
  roleStatus?(roleId: string): RoleStatus
}

/** What an app is made of. */
export interface AppOptions {
  /** Where credentials and buckets live. */
  readonly store: Store
  /**
   * At least 32 random bytes, the same on every node: access tokens and Digest nonces are signed with keys derived
   * from them. A new secret makes every token and nonce worthless.
   */
  readonly secret: Uint8Array
  /** The clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** The rate limit of each set of operations. Default: Atlas's, a capacity of 1200 with a refill of 500 in 60 seconds. */
  readonly rateLimit?: RateLimit | undefined
  /**
   * Who shares a token bucket. Default: `project`, as at Atlas. With `caller`, one caller cannot use up the limit of
   * another one, which a server for several tenants wants.
   */
  readonly rateLimitScope?: RateLimitScope | undefined
  /**
   * The rate limit of each token endpoint, for a service account at an address. Default: 50 requests in 60 seconds, as at
   * Atlas.
   */
  readonly tokenRateLimit?: RateLimit | undefined
  /** Where token buckets are kept. Default: in the memory of the node, so that each node limits what it sees. */
  readonly rateLimiters?: RateLimiterFactory | undefined
  /**
   * Tells where a request comes from. Default: nobody knows, and credentials that have an access list are refused.
   */
  readonly getClientAddress?: GetClientAddress
  /**
   * The URL at which callers find the app, such as `https://buckets.example.com/atlas`. Links lead there, and Digest
   * clients sign its path. Default: what the request says. A proxy that ends TLS or strips a prefix makes that wrong, and
   * so does `mount` of Hono.
   */
  readonly publicUrl?: string | undefined
  /** What is found out about new buckets. Default: `us-east-1`, and a tenant that is always the same for a role. */
  readonly cloud?: CloudMetadata
  /** The real Atlas, to make the app a gateway in front of it. The store then holds credentials; buckets are Atlas's. */
  readonly upstream?: UpstreamOptions | undefined
  /** Hears of what a gateway does, to count it. What it throws is dropped. Default: nobody does. */
  readonly onGatewayEvent?: (event: GatewayEvent) => void
  /** Counts requests and what a gateway does, such as `prometheusMetrics`. Default: nothing does. */
  readonly metrics?: Metrics | undefined
  /** Takes what is said of each request. Default: one line of JSON on the console. */
  readonly log?: (entry: LogEntry) => void
  /** The API page at `/`, from `apiPage`. Default: none, and `/` is not found. */
  readonly page?: ApiPage | undefined
}
