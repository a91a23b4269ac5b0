import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { isBusy, resultCodeOf } from './result-code.ts'
import type { SqlDatabase, SqlResult, SqlStatement } from './sql-database.ts'
import { sqlStore } from './sql-store.ts'
import { type Store, StoreUnavailableError } from './store.ts'
import { type WriteOptions, writeQueue } from './write-queue.ts'

/** Primary result codes of a storage that is away for now, not of a fault in it or in us (https://sqlite.org/rescode.html). */
const away = new Set([
  5, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
  23, // SQLITE_AUTH
])

function isAway(error: unknown): boolean {
  const code = resultCodeOf(error)
  if (code !== undefined) return away.has(code)
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE'
}

function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw isAway(cause) ? new StoreUnavailableError('the database is away', { cause }) : cause
  }
}

/**
 * Milliseconds between two looks for writes of other processes: SQLite takes a lock to look, which costs as much as an
 * answer.
 */
const checkPeriod = 5

/**
 * Counts the changes of a database. A write of another process is counted at the first read that begins `checkPeriod` or
 * more after it.
 */
function changeCounter(database: DatabaseSync) {
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
    nextCheck = now + checkPeriod
  }
  return {
    now() {
      // By the clock and not by a timer: within a turn of the event loop no timer runs, however long the turn takes.
      const now = performance.now()
      if (now >= nextCheck) guarded(() => check(now))
      return version
    },
    written() {
      version += 1
    },
  }
}

interface Prepared {
  readonly statement: StatementSync
  /** Whether it answers rows. */
  readonly reads: boolean
}

function run({ statement, reads }: Prepared, { args }: SqlStatement): SqlResult {
  if (reads) return { rows: statement.all(...args), changes: 0 }
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
  const known = new Map<string, Prepared>()

  function prepared(sql: string): Prepared {
    const before = known.get(sql)
    if (before !== undefined) return before
    const statement = database.prepare(sql)
    const made = { statement, reads: statement.columns().length > 0 }
    known.set(sql, made)
    return made
  }

  const runAll = (statements: readonly SqlStatement[]) =>
    statements.map((each) => run(prepared(each.sql), each))

  function inTransaction(begin: string, statements: readonly SqlStatement[]): SqlResult[] {
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
  const transact = (begin: string, statements: readonly SqlStatement[]) =>
    guarded(() => (statements.length > 1 ? inTransaction(begin, statements) : runAll(statements)))

  const version = changeCounter(database)
  function write(statements: readonly SqlStatement[]): SqlResult[] {
    try {
      return transact('BEGIN IMMEDIATE', statements)
    } finally {
      version.written()
    }
  }
  const queue = writeQueue(isBusy, busyTimeout)
  return {
    write: (statements) => queue(() => write(statements)),
    read: async (statements) => transact('BEGIN', statements),
    version: version.now,
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
