export { createApp } from './app.ts'
export type { Caller, Env } from './env.ts'
export type { AppParts, CloudFacts, LogEntry, RateLimit } from './parts.ts'
export { realm } from './realm.ts'
export { secretHash } from './secrets.ts'
export {
  type ApiKey,
  type Deletion,
  type ProjectRoles,
  type ServiceAccount,
  type Slice,
  type Store,
  StoreUnavailableError,
} from './store/store.ts'
