import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readMigrations } from '../store/migrate.ts'
import { migrateSqlite } from '../store/migrate-sqlite.ts'
import { isBusy } from '../store/result-code.ts'
import { sqliteDatabase } from '../store/sqlite.ts'
import { busyTimeout, retryWhileBusy } from '../store/write-queue.ts'
import { inMemory, type OpenDatabase, type OpenFile } from './open-database.ts'

/** Waits for locks: nobody else is kept waiting by a process that has not started, or does one thing. */
const open = (path: string) =>
  // Absolute, because SQLite takes a text that begins with `file:` for a URI.
  new DatabaseSync(path === inMemory ? path : resolve(path), { timeout: busyTimeout })
const asOpenDatabase = (file: DatabaseSync) => ({
  database: sqliteDatabase(file),
  close: () => file.close(),
})

/** A file that is there, as it is, with the SQLite that Node brings along. */
export const sqliteFile = (path: string): OpenDatabase => asOpenDatabase(open(path))

/** Opens a file, or makes it, with the SQLite that Node brings along, and brings it to the newest schema. */
export const openSqliteFile: OpenFile = async (path) => {
  const file = open(path)
  const prepare = () => {
    file.exec('PRAGMA journal_mode = WAL')
    migrateSqlite(file, readMigrations())
  }
  try {
    // SQLite does not wait for the lock that a change of the journal mode takes.
    await retryWhileBusy(prepare, isBusy)
  } catch (error) {
    file.close()
    throw error
  }
  // From here on, waiting would keep every request from being answered.
  file.exec('PRAGMA busy_timeout = 0')
  return asOpenDatabase(file)
}
