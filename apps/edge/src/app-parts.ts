import type { UpstreamParts } from './gateway/parts.ts'
import type { AppParts, ClientAddress } from './parts.ts'
import type { Settings } from './settings.ts'
import { sqlRateLimiters } from './store/rate-limiters.ts'
import type { SqlDatabase } from './store/sql-database.ts'
import { sqlStore } from './store/sql-store.ts'

/** What an app is made of, of what its settings say and what its runtime has. */
export function appParts(
  settings: Settings,
  database: SqlDatabase,
  secret: Uint8Array,
  clientAddress: ClientAddress,
  upstream: UpstreamParts | undefined,
): AppParts {
  const { rateLimit, rateLimitStore } = settings
  return {
    store: sqlStore(database),
    secret,
    clientAddress,
    ...(upstream && { upstream }),
    ...(rateLimit && { rateLimit }),
    ...(rateLimitStore === 'database' && { rateLimiters: sqlRateLimiters(database) }),
  }
}
