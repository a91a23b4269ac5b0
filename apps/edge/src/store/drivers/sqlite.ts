import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { SqlDatabase, SqlResult, SqlStatement } from '../sql/sql-database.ts'
import { sqlStore } from '../sql/sql-store.ts'
import type { Store } from '../store.ts'
import { isBusy, mapErrors } from './sqlite-errors.ts'
import { type WriteOptions, writeQueue } from './write-queue.ts'

/**
 * Milliseconds between checks for writes of other processes. A check takes a lock of SQLite, which costs as much as a response.
 */
const checkIntervalMs = 5

/** Counts the changes of a database. Detects a write of another process at most `checkIntervalMs` late. */
function createChangeCounter(database: DatabaseSync) {
  // `data_version` covers other connections, `total_changes()` this one.
  const statement = database.prepare(
    'SELECT data_version, total_changes() AS changes FROM pragma_data_version',
  )
  let version = 0
  let lastState = ''
  let nextCheck = Number.NEGATIVE_INFINITY
  function check(now: number): void {
    const { data_version, changes } = Object(statement.get())
    const state = `${data_version} ${changes}`
    if (state !== lastState) version += 1
    lastState = state
    nextCheck = now + checkIntervalMs
  }
  return {
    current() {
      // Uses the clock, because a timer does not fire while the event loop is busy.
      const now = performance.now()
      if (now >= nextCheck) mapErrors(() => check(now))
      return version
    },
    increment() {
      version += 1
    },
  }
}

interface PreparedStatement {
  readonly statement: StatementSync
  readonly returnsRows: boolean
}

function run({ statement, returnsRows }: PreparedStatement, { args }: SqlStatement): SqlResult {
  if (returnsRows) return { rows: statement.all(...args), changes: 0 }
  return { rows: [], changes: Number(statement.run(...args).changes) }
}

/**
 * Creates a {@link SqlDatabase} of a file with Node's SQLite (Node 22.20 or newer). Each statement is prepared once.
 *
 * Other processes may open the same file, also with libSQL. This process must open it with `node:sqlite` only, because two
 * copies of SQLite in one process cancel each other's locks. Acknowledged writes would be lost
 * (https://sqlite.org/howtocorrupt.html §2.2.1).
 *
 * @param database - is not closed here. Open it without a `timeout`, which blocks the whole process while the file is locked.
 *   Set `journal_mode = WAL`, so that reads need no lock
 */
export function sqliteDatabase(
  database: DatabaseSync,
  { busyTimeout }: WriteOptions = {},
): SqlDatabase {
  const preparedStatements = new Map<string, PreparedStatement>()

  function prepare(sql: string): PreparedStatement {
    const cached = preparedStatements.get(sql)
    if (cached !== undefined) return cached
    const statement = database.prepare(sql)
    const prepared = { statement, returnsRows: statement.columns().length > 0 }
    preparedStatements.set(sql, prepared)
    return prepared
  }

  const runAll = (statements: readonly SqlStatement[]) =>
    statements.map((statement) => run(prepare(statement.sql), statement))

  function runInTransaction(begin: string, statements: readonly SqlStatement[]): SqlResult[] {
    database.exec(begin)
    try {
      const results = runAll(statements)
      database.exec('COMMIT')
      return results
    } finally {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
    }
  }

  // A single statement is a transaction.
  const execute = (begin: string, statements: readonly SqlStatement[]) =>
    mapErrors(() =>
      statements.length > 1 ? runInTransaction(begin, statements) : runAll(statements),
    )

  const changes = createChangeCounter(database)
  function write(statements: readonly SqlStatement[]): SqlResult[] {
    try {
      return execute('BEGIN IMMEDIATE', statements)
    } finally {
      changes.increment()
    }
  }
  const queue = writeQueue(isBusy, busyTimeout)
  return {
    write: (statements) => queue(() => write(statements)),
    read: async (statements) => execute('BEGIN', statements),
    version: changes.current,
  }
}

/**
 * Creates a {@link Store} over a migrated database of `node:sqlite`.
 *
 * @param database - as in {@link sqliteDatabase}
 */
export function sqliteStore(database: DatabaseSync, options?: WriteOptions): Store {
  return sqlStore(sqliteDatabase(database, options))
}
