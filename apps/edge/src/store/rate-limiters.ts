import type { RateLimit } from '@export-buckets/core'
import {
  checkedRateLimit,
  fillTime,
  inflow,
  type RateLimiters,
  rounding,
  type Taken,
  taken,
} from '../rate-limiter.ts'
import type { SqlDatabase, SqlStatement } from './sql-database.ts'

const level = 'min(?2, tokens + max(0, ?3 - at) * ?4)'

/** One statement, so that no other node comes between reading the bucket and writing it. */
const take = `
  INSERT INTO rate_limit (caller, tokens, at) VALUES (?1, ?2 - 1, ?3)
  ON CONFLICT (caller) DO UPDATE SET tokens = ${level} - 1, at = max(at, ?3) WHERE ${level} >= 1 - ${rounding}
  RETURNING tokens`

/**
 * A bucket that nobody has touched for as long as it takes to fill is as good as a new one; of one further in the future
 * a clock was wrong, and nobody is to wait for it.
 */
const forget = "DELETE FROM rate_limit WHERE (at < ?1 OR at > ?2) AND caller GLOB ?3 || '*'"

function statements(key: string, name: string, limit: RateLimit, now: number): SqlStatement[] {
  const args = [key, limit.capacity, now, inflow(limit)]
  return [
    { sql: forget, args: [now - fillTime(limit), now + fillTime(limit), `${name} `] },
    { sql: take, args },
    { sql: `SELECT ${level} AS tokens FROM rate_limit WHERE caller = ?1`, args },
  ]
}

/**
 * Limiters in a database: right across all nodes that share it, at the price of a write for each request. The clocks of the
 * nodes should agree to a second or so.
 */
export function sqlRateLimiters(database: SqlDatabase): RateLimiters {
  return (name, limit, now) => {
    checkedRateLimit(limit)
    return {
      async take(bucket): Promise<Taken> {
        const key = `${name} ${bucket}`
        const [, took, found] = await database.write(statements(key, name, limit, now()))
        const ok = took?.rows.length === 1
        return taken(limit, ok, Number((ok ? took : found)?.rows[0]?.['tokens']))
      },
    }
  }
}
