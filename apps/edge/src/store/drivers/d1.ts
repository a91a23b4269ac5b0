import { StoreUnavailableError } from '../../lib/store-unavailable-error.ts'
import type { SqlDatabase, SqlResult, SqlStatement } from '../sql/sql-database.ts'
import { sqlStore } from '../sql/sql-store.ts'
import type { Store } from '../store.ts'

/** The subset of D1's prepared statement that is used here. */
export interface D1Statement {
  bind(...values: (string | number)[]): D1Statement
}

interface D1Result {
  readonly results: readonly unknown[]
  readonly meta: { readonly changes?: number }
}

interface D1Connection {
  prepare(sql: string): D1Statement
  // Method syntax, because the platform's type requires its own type of statement here.
  batch(statements: D1Statement[]): Promise<readonly D1Result[]>
}

interface D1Session extends D1Connection {
  getBookmark(): string | null
}

/** The subset of a Cloudflare D1 binding that is used here. */
export interface D1Binding extends D1Connection {
  withSession(constraintOrBookmark?: string): D1Session
}

/** The options of a D1 database. */
export interface D1Options {
  /** Whether the database has read replicas, which may lag behind its primary. Default: false. */
  readonly replicas?: boolean
}

/**
 * The messages of D1 for transient failures and for a full database
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
    ? new StoreUnavailableError('the database is unavailable', { cause })
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
 * Creates a {@link SqlDatabase} of a D1 binding. Without replicas all statements run on the primary. With replicas,
 * `readReplica` reads from the nearest one that has the writes of this isolate.
 */
export function d1Database(binding: D1Binding, { replicas = false }: D1Options = {}): SqlDatabase {
  if (!replicas) {
    return {
      write: (statements) => runBatch(binding, statements),
      read: (statements) => runBatch(binding, statements),
    }
  }
  // Bookmarks are ordered as text. The empty one is before all others.
  let bookmark = ''
  async function runOnPrimary(statements: readonly SqlStatement[]): Promise<SqlResult[]> {
    const session = binding.withSession('first-primary')
    const results = await runBatch(session, statements)
    const newBookmark = session.getBookmark() ?? ''
    // Responses may arrive out of order.
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

/** Creates a {@link Store} over a migrated D1 database. */
export function d1Store(binding: D1Binding, options?: D1Options): Store {
  return sqlStore(d1Database(binding, options))
}
