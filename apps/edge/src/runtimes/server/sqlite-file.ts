import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteDatabase } from '../../store/drivers/sqlite.ts'
import { isBusy } from '../../store/drivers/sqlite-errors.ts'
import { defaultBusyTimeout, retryWhileBusy } from '../../store/drivers/write-queue.ts'
import { readMigrations } from '../../store/migrate.ts'
import { migrateSqlite } from '../../store/migrate-sqlite.ts'
import { inMemoryPath, type OpenDatabase, type OpenFile } from './open-database.ts'

/** Waits for locks: nobody else is kept waiting by a process that has not started, or does one thing. */
const openConnection = (path: string) =>
  // Absolute, because SQLite takes a text that begins with `file:` for a URI.
  new DatabaseSync(path === inMemoryPath ? path : resolve(path), { timeout: defaultBusyTimeout })
const toOpenDatabase = (file: DatabaseSync) => ({
  database: sqliteDatabase(file),
  close: () => file.close(),
})

/** A file that is there, as it is, with the SQLite that Node brings along. */
export const openExistingSqliteFile = (path: string): OpenDatabase =>
  toOpenDatabase(openConnection(path))

/** Opens a file, or makes it, with the SQLite that Node brings along, and brings it to the newest schema. */
export const openSqliteFile: OpenFile = async (path) => {
  const file = openConnection(path)
  const migrateFile = () => {
    file.exec('PRAGMA journal_mode = WAL')
    migrateSqlite(file, readMigrations())
  }
  try {
    // SQLite does not wait for the lock that a change of the journal mode takes.
    await retryWhileBusy(migrateFile, isBusy)
  } catch (error) {
    file.close()
    throw error
  }
  // From here on, waiting would keep every request from being answered.
  file.exec('PRAGMA busy_timeout = 0')
  return toOpenDatabase(file)
}
