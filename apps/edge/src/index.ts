export type { RateLimit } from '@export-buckets/core'
export { createApp } from './app.ts'
export type { Caller } from './caller.ts'
export type { Env } from './env.ts'
export type { AnswerCache } from './gateway/answer-cache.ts'
export type { CircuitOptions, UpstreamParts } from './gateway/parts.ts'
export type { Metrics } from './metrics/metrics.ts'
export type { Observation } from './observation.ts'
export type {
  AppParts,
  ClientAddress,
  CloudFacts,
  LogEntry,
  RateLimitScope,
  RoleStatus,
} from './parts.ts'
export type { RateLimiter, RateLimiters, Taken } from './rate-limiter.ts'
export { realm } from './realm.ts'
export { secretHash } from './secrets.ts'
export type { ProjectGrant } from './store/grant.ts'
export type { SqlDatabase } from './store/sql-database.ts'
export {
  type ApiKey,
  type CredentialKind,
  type Deletion,
  type ListedCredential,
  type ServiceAccount,
  type Slice,
  type Store,
  StoreUnavailableError,
} from './store/store.ts'
