import type { RateLimit } from '@export-buckets/core'
import type { ApiPage } from './api-page/files.ts'
import type { GetClientAddress } from './auth/client-address.ts'
import type { UpstreamOptions } from './gateway/options.ts'
import type { LogEntry } from './http/access-log.ts'
import type { GatewayEvent } from './lib/gateway-events.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { RateLimiterFactory } from './rate-limit/limiter.ts'
import type { RateLimitScope } from './rate-limit/rate-limit.ts'
import type { CloudMetadata } from './simulation/cloud-metadata.ts'
import type { Simulation } from './store/resources.ts'
import type { Store } from './store/store.ts'

/** The options of `createApp`. */
export interface AppOptions {
  /** The store of credentials, and of the resources of each project. */
  readonly store: Store
  /**
   * At least 32 random bytes, the same on every node. Access tokens and Digest nonces are signed with keys derived from
   * it. A new secret invalidates every token and nonce.
   */
  readonly secret: Uint8Array
  /** The clock, in milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
  /**
   * The rate limit of each set of operations. Default: Atlas's, a capacity of 1200 with a refill of 500 in 60 seconds, and for
   * cloud provider access roles a capacity of 2000 with a refill of 1000.
   */
  readonly rateLimit?: RateLimit | undefined
  /**
   * Which requests share a token bucket. Default: `project`, as at Atlas. With `caller`, a caller cannot exhaust the limit
   * of another one, which suits a server with several tenants.
   */
  readonly rateLimitScope?: RateLimitScope | undefined
  /**
   * The rate limit of each token endpoint, by service account and client address. Default: 50 requests in 60 seconds, as
   * at Atlas.
   */
  readonly tokenRateLimit?: RateLimit | undefined
  /** Creates the rate limiters. Default: in memory, so that each node limits its own requests only. */
  readonly rateLimiters?: RateLimiterFactory | undefined
  /** Returns the client's address. Default: none, so that credentials with an access list are rejected. */
  readonly getClientAddress?: GetClientAddress
  /**
   * The public URL of the app, such as `https://buckets.example.com/atlas`. Links start with it, and Digest clients sign
   * its path. Default: the URL of the request, which is wrong behind a proxy that ends TLS or strips a prefix, and under
   * Hono's `mount`.
   */
  readonly publicUrl?: string | undefined
  /** The cloud metadata of new buckets. Default: `us-east-1`, and a constant tenant for each role. */
  readonly cloud?: CloudMetadata
  /**
   * The durations of snapshots, export jobs and new roles, and whether export jobs fail. It applies to projects that have no
   * simulation in the store. Default: snapshots take 4 seconds, export jobs 6, roles none, and nothing fails. States follow
   * from the clock. The server never takes snapshots on schedule, and never exports them automatically.
   */
  readonly simulation?: Partial<Simulation> | undefined
  /** The real Atlas. It makes the app a gateway: the store then contains only credentials, and Atlas the resources. */
  readonly upstream?: UpstreamOptions | undefined
  /** Receives the events of a gateway, for example to count them. Its errors are ignored. */
  readonly onGatewayEvent?: (event: GatewayEvent) => void
  /** Counts requests and the events of a gateway, for example the metrics of `prometheusMetrics`. */
  readonly metrics?: Metrics | undefined
  /** Receives the log entry of each request. Default: writes one line of JSON to the console. */
  readonly log?: (entry: LogEntry) => void
  /** The API page at `/`, from `apiPage`. Default: `/` responds with 404. */
  readonly page?: ApiPage | undefined
}
