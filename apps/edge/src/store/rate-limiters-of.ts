import type { RateLimiters } from '../rate-limiter.ts'
import type { Settings } from '../settings.ts'
import { sqlRateLimiters } from './rate-limiters.ts'
import type { SqlDatabase } from './sql-database.ts'

/** The limiters that `RATE_LIMIT_STORE` asks for; `undefined` for those in the memory of the node. */
export function rateLimitersOf(
  { rateLimitStore }: Settings,
  database: SqlDatabase,
): RateLimiters | undefined {
  return rateLimitStore === 'database' ? sqlRateLimiters(database) : undefined
}
