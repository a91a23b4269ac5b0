import type { RateLimiterFactory } from '../rate-limit/limiter.ts'
import { sqlRateLimiters } from '../rate-limit/sql.ts'
import type { SqlDatabase } from '../store/sql/sql-database.ts'
import type { Settings } from './settings.ts'

/** The limiters that `RATE_LIMIT_STORE` asks for; `undefined` for those in the memory of the node. */
export function selectRateLimiters(
  { rateLimitStore }: Settings,
  database: SqlDatabase,
): RateLimiterFactory | undefined {
  return rateLimitStore === 'database' ? sqlRateLimiters(database) : undefined
}
