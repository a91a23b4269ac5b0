import type { UpstreamParts } from './gateway/parts.ts'
import type { AppParts, ClientAddress, ReadHeader } from './parts.ts'
import type { RateLimiters } from './rate-limiter.ts'
import type { AppSettings } from './settings.ts'
import type { SqlDatabase } from './store/sql-database.ts'
import { sqlStore } from './store/sql-store.ts'

/** What a runtime has, beside what its settings say. */
export interface RuntimeParts {
  readonly settings: AppSettings
  readonly database: SqlDatabase
  readonly secret: Uint8Array
  readonly clientAddress: ClientAddress
  /** Where callers find the app. Absent: where a request says. */
  readonly origin?: string | undefined
  /** Absent: headers are read by those of the request. */
  readonly header?: ReadHeader | undefined
  /** Absent: in the memory of the node. */
  readonly rateLimiters?: RateLimiters | undefined
  /** Absent: the app answers from its own store. */
  readonly upstream?: UpstreamParts | undefined
}

/** What an app is made of, of what its settings say and what its runtime has. */
export function appParts(runtime: RuntimeParts): AppParts {
  const { settings, database, secret, clientAddress, origin, header, rateLimiters, upstream } =
    runtime
  const { rateLimit } = settings
  return {
    store: sqlStore(database),
    secret,
    clientAddress,
    origin,
    header,
    ...(upstream && { upstream }),
    ...(rateLimit && { rateLimit }),
    ...(rateLimiters && { rateLimiters }),
  }
}
