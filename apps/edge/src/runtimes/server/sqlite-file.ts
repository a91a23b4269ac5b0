import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteDatabase } from '../../store/drivers/sqlite.ts'
import { isBusy } from '../../store/drivers/sqlite-errors.ts'
import { defaultBusyTimeout, retryWhileBusy } from '../../store/drivers/write-queue.ts'
import { readMigrations } from '../../store/migrate.ts'
import { migrateSqlite } from '../../store/migrate-sqlite.ts'
import { inMemoryPath, type OpenDatabase, type OpenFile } from './open-database.ts'

/** Opens a connection. Its timeout blocks the process, which is acceptable at the start of a server and in the command line. */
const openConnection = (path: string) =>
  // Absolute, because SQLite interprets a relative path that starts with `file:` as a URI.
  new DatabaseSync(path === inMemoryPath ? path : resolve(path), { timeout: defaultBusyTimeout })
const toOpenDatabase = (file: DatabaseSync) => ({
  database: sqliteDatabase(file),
  close: () => file.close(),
})

/** Opens an existing file with Node's SQLite, without a migration. */
export const openExistingSqliteFile = (path: string): OpenDatabase =>
  toOpenDatabase(openConnection(path))

/** Opens or creates a file with Node's SQLite, and migrates it. */
export const openSqliteFile: OpenFile = async (path) => {
  const file = openConnection(path)
  const migrateFile = () => {
    file.exec('PRAGMA journal_mode = WAL')
    migrateSqlite(file, readMigrations())
  }
  try {
    // Retries, because the timeout does not apply to the lock for the journal mode.
    await retryWhileBusy(migrateFile, isBusy)
  } catch (error) {
    file.close()
    throw error
  }
  // Removes the timeout, which would block requests once the server runs.
  file.exec('PRAGMA busy_timeout = 0')
  return toOpenDatabase(file)
}
