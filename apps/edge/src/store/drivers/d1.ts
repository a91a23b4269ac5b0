import type { SqlDatabase, SqlResult, SqlStatement } from '../sql/sql-database.ts'
import { sqlStore } from '../sql/sql-store.ts'
import { type Store, StoreUnavailableError } from '../store.ts'

/** The part of a prepared statement of D1 that is used here. */
export interface D1Statement {
  bind(...values: (string | number)[]): D1Statement
}

interface D1Result {
  readonly results: readonly unknown[]
  readonly meta: { readonly changes?: number }
}

interface D1Connection {
  prepare(sql: string): D1Statement
  // Method syntax: the platform's own type asks for its own kind of statement here.
  batch(statements: D1Statement[]): Promise<readonly D1Result[]>
}

interface D1Session extends D1Connection {
  getBookmark(): string | null
}

/** The binding of a Cloudflare D1 database, as far as it is used here. */
export interface D1Binding extends D1Connection {
  withSession(constraintOrBookmark?: string): D1Session
}

/** How a D1 database is read. */
export interface D1Options {
  /** Whether the database has read replicas, which may lag behind its primary. Default: false. */
  readonly replicas?: boolean
}

/**
 * Failures that pass by themselves, and a database that is full, in D1's own words
 * (https://developers.cloudflare.com/d1/observability/debug-d1/).
 */
const unavailablePattern = new RegExp(
  [
    'network connection lost',
    'replica disconnected from primary',
    'transient issue on remote node',
    'overloaded',
    'caused object to be reset',
    'reset because its code was updated',
    '(memory|cpu time) limit and was reset',
    'internal error',
    'long-running export',
    'exceeded maximum db size',
    'maximum account storage limit',
  ].join('|'),
  'i',
)

function toStoreError(cause: unknown): unknown {
  const message = cause instanceof Error ? cause.message : String(cause)
  return unavailablePattern.test(message)
    ? new StoreUnavailableError('the database is away', { cause })
    : cause
}

function isRow(value: unknown): value is SqlResult['rows'][number] {
  return typeof value === 'object' && value !== null
}

async function runBatch(
  connection: D1Connection,
  statements: readonly SqlStatement[],
): Promise<SqlResult[]> {
  try {
    // D1 runs a batch as one transaction.
    const results = await connection.batch(
      statements.map(({ sql, args }) => connection.prepare(sql).bind(...args)),
    )
    return results.map(({ results: rows, meta }) => ({
      rows: rows.filter(isRow),
      changes: meta.changes ?? 0,
    }))
  } catch (cause) {
    throw toStoreError(cause)
  }
}

/**
 * Makes a {@link SqlDatabase} of a D1 binding. Without replicas everything is asked of the primary. With replicas, what may
 * be old is read from the nearest one, but never from one that lags behind a write of this isolate.
 */
export function d1Database(binding: D1Binding, { replicas = false }: D1Options = {}): SqlDatabase {
  if (!replicas) {
    return {
      write: (statements) => runBatch(binding, statements),
      read: (statements) => runBatch(binding, statements),
    }
  }
  // Bookmarks compare as texts, an empty one with any.
  let bookmark = ''
  async function runOnPrimary(statements: readonly SqlStatement[]): Promise<SqlResult[]> {
    const session = binding.withSession('first-primary')
    const results = await runBatch(session, statements)
    const newBookmark = session.getBookmark() ?? ''
    // The answer to an older question may come late.
    if (newBookmark > bookmark) bookmark = newBookmark
    return results
  }
  return {
    write: runOnPrimary,
    read: runOnPrimary,
    readReplica: (statements) =>
      runBatch(binding.withSession(bookmark || 'first-unconstrained'), statements),
  }
}

/** Makes a {@link Store} over a D1 database. The database must be migrated. */
export function d1Store(binding: D1Binding, options?: D1Options): Store {
  return sqlStore(d1Database(binding, options))
}
