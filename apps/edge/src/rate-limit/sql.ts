import type { RateLimit } from '@export-buckets/core'
import type { SqlDatabase, SqlStatement } from '../store/sql/sql-database.ts'
import {
  fillTimeMs,
  type RateLimiterFactory,
  type RateLimitResult,
  refillPerMs,
  tokenTolerance,
  toRateLimitResult,
  validateRateLimit,
} from './limiter.ts'

const availableTokens = 'min(?2, tokens + max(0, ?3 - at) * ?4)'

/** A single statement, so that reading and updating the bucket is atomic across nodes. */
const consumeSql = `
  INSERT INTO rate_limit (caller, tokens, at) VALUES (?1, ?2 - 1, ?3)
  ON CONFLICT (caller) DO UPDATE SET tokens = ${availableTokens} - 1, at = max(at, ?3) WHERE ${availableTokens} >= 1 - ${tokenTolerance}
  RETURNING tokens`

/** Deletes buckets that are full by now, and buckets whose time is so far in the future that a clock must have been wrong. */
const deleteStaleSql = "DELETE FROM rate_limit WHERE (at < ?1 OR at > ?2) AND caller GLOB ?3 || '*'"

function toStatements(key: string, name: string, limit: RateLimit, now: number): SqlStatement[] {
  const args = [key, limit.capacity, now, refillPerMs(limit)]
  return [
    { sql: deleteStaleSql, args: [now - fillTimeMs(limit), now + fillTimeMs(limit), `${name} `] },
    { sql: consumeSql, args },
    { sql: `SELECT ${availableTokens} AS tokens FROM rate_limit WHERE caller = ?1`, args },
  ]
}

/**
 * Creates rate limiters in a database. All nodes that share it enforce one limit, at the cost of a write for each request. The
 * clocks of the nodes should differ by at most about a second.
 */
export function sqlRateLimiters(database: SqlDatabase): RateLimiterFactory {
  return (name, limit, now) => {
    validateRateLimit(limit)
    return {
      async take(key): Promise<RateLimitResult> {
        const rowKey = `${name} ${key}`
        const [, consumed, current] = await database.write(toStatements(rowKey, name, limit, now()))
        const ok = consumed?.rows.length === 1
        return toRateLimitResult(limit, ok, Number((ok ? consumed : current)?.rows[0]?.['tokens']))
      },
    }
  }
}
