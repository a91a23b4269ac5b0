export { createApp } from './app.ts'
export type { Caller, Env } from './env.ts'
export type { AppParts, LogEntry, RateLimit } from './parts.ts'
export { realm } from './realm.ts'
export { secretHash } from './secrets.ts'
export {
  type ApiKey,
  type ProjectRoles,
  type ServiceAccount,
  type Store,
  StoreUnavailableError,
} from './store/store.ts'
