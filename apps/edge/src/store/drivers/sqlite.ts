import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { SqlDatabase, SqlResult, SqlStatement } from '../sql/sql-database.ts'
import { sqlStore } from '../sql/sql-store.ts'
import { type Store, StoreUnavailableError } from '../store.ts'
import { getResultCode, isBusy } from './sqlite-errors.ts'
import { type WriteOptions, writeQueue } from './write-queue.ts'

/** Primary result codes of a storage that is away for now, not of a fault in it or in us (https://sqlite.org/rescode.html). */
const unavailableCodes = new Set([
  5, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
  23, // SQLITE_AUTH
])

function isUnavailable(error: unknown): boolean {
  const code = getResultCode(error)
  if (code !== undefined) return unavailableCodes.has(code)
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE'
}

function mapErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw isUnavailable(cause)
      ? new StoreUnavailableError('the database is away', { cause })
      : cause
  }
}

/**
 * Milliseconds between two looks for writes of other processes: SQLite takes a lock to look, which costs as much as an
 * answer.
 */
const checkIntervalMs = 5

/**
 * Counts the changes of a database. A write of another process is counted at the first read that begins `checkPeriod` or
 * more after it.
 */
function createChangeCounter(database: DatabaseSync) {
  // Of others' connections, and of this one: whoever has it may write, too.
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
      // By the clock and not by a timer: within a turn of the event loop no timer runs, however long the turn takes.
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
  /** Whether it answers rows. */
  readonly returnsRows: boolean
}

function run({ statement, returnsRows }: PreparedStatement, { args }: SqlStatement): SqlResult {
  if (returnsRows) return { rows: statement.all(...args), changes: 0 }
  return { rows: [], changes: Number(statement.run(...args).changes) }
}

/**
 * Makes a {@link SqlDatabase} of a file, with the SQLite that Node (22.20 or newer) brings along. Each statement
 * is prepared once.
 *
 * Other processes may have the file open, with libSQL too. In this process nothing but `node:sqlite` may: two copies of
 * SQLite in one process undo each other's locks, and acknowledged writes are lost (https://sqlite.org/howtocorrupt.html,
 * section 2.2.1).
 *
 * @param database - whoever opened it closes it. Open it without a `timeout`, with which each statement that finds the file
 *   locked would stop the whole process for so long, and in `journal_mode = WAL`, with which reads find no lock
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

  // A statement by itself is a transaction.
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
 * Makes a {@link Store} of a file, over `node:sqlite`. The database must be migrated.
 *
 * @param database - as {@link sqliteDatabase} wants it
 */
export function sqliteStore(database: DatabaseSync, options?: WriteOptions): Store {
  return sqlStore(sqliteDatabase(database, options))
}
