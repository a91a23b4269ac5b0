export type { RateLimit } from '@export-buckets/core'
export { createApp } from './app.ts'
export type { GetClientAddress } from './auth/client-address.ts'
export { hashSecret, realm } from './auth/secrets.ts'
export type { CircuitOptions, UpstreamOptions } from './gateway/options.ts'
export type { ResponseCache } from './gateway/response-cache.ts'
export type { LogEntry } from './http/access-log.ts'
export type { Env, Principal } from './http/request-context.ts'
export type { GatewayEvent } from './lib/gateway-events.ts'
export type { ProjectGrant } from './lib/project-grant.ts'
export { StoreUnavailableError } from './lib/store-unavailable-error.ts'
export type { Metrics } from './metrics/metrics.ts'
export type { AppOptions } from './options.ts'
export type { RateLimiter, RateLimiterFactory, RateLimitResult } from './rate-limit/limiter.ts'
export type { RateLimitScope } from './rate-limit/rate-limit.ts'
export type { CloudMetadata } from './simulation/cloud-metadata.ts'
export { exportJobLock } from './simulation/export-jobs.ts'
export { snapshotLock } from './simulation/snapshots.ts'
export type {
  ResourceKey,
  ResourceKind,
  ResourceLock,
  ResourceScope,
  Resources,
  Simulation,
  StoredCluster,
  StoredExportJob,
  StoredRole,
  StoredSchedule,
  StoredSnapshot,
} from './store/resources.ts'
export type { SqlDatabase } from './store/sql/sql-database.ts'
export type {
  ApiKey,
  CredentialKind,
  DeleteResult,
  ListedCredential,
  PageRange,
  ServiceAccount,
  Store,
} from './store/store.ts'
