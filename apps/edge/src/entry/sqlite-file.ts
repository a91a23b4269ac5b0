import { DatabaseSync } from 'node:sqlite'
import { readMigrations } from '../store/migrate.ts'
import { migrateSqlite } from '../store/migrate-sqlite.ts'
import { sqliteDatabase } from '../store/sqlite.ts'
import { busyTimeout, type OpenFile } from './open-database.ts'

/** Opens a file with the SQLite that Node brings along. */
export const openSqliteFile: OpenFile = (path) => {
  const file = new DatabaseSync(path, { timeout: busyTimeout })
  file.exec('PRAGMA journal_mode = WAL')
  migrateSqlite(file, readMigrations())
  return { database: sqliteDatabase(file), close: () => file.close() }
}
