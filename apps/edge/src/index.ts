export type { RateLimit } from '@export-buckets/core'
export { createApp } from './app.ts'
export type { Principal } from './auth/principal.ts'
export { realm } from './auth/realm.ts'
export { hashSecret } from './auth/secrets.ts'
export type { GatewayEvent } from './gateway/events.ts'
export type { CircuitOptions, UpstreamOptions } from './gateway/options.ts'
export type { ResponseCache } from './gateway/response-cache.ts'
export type { Env } from './http/env.ts'
export type { Metrics } from './metrics/metrics.ts'
export type {
  AppOptions,
  CloudMetadata,
  GetClientAddress,
  LogEntry,
  RateLimitScope,
  RoleStatus,
} from './options.ts'
export type { RateLimiter, RateLimiterFactory, RateLimitResult } from './rate-limit/limiter.ts'
export type { ProjectGrant } from './store/grant.ts'
export type { SqlDatabase } from './store/sql/sql-database.ts'
export {
  type ApiKey,
  type CredentialKind,
  type DeleteResult,
  type ListedCredential,
  type PageRange,
  type ServiceAccount,
  type Store,
  StoreUnavailableError,
} from './store/store.ts'
