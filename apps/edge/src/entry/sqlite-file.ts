import { DatabaseSync } from 'node:sqlite'
import { readMigrations } from '../store/migrate.ts'
import { migrateSqlite } from '../store/migrate-sqlite.ts'
import { sqliteDatabase } from '../store/sqlite.ts'
import { busyTimeout, type OpenDatabase, type OpenFile } from './open-database.ts'

const open = (path: string) => new DatabaseSync(path, { timeout: busyTimeout })
const opened = (file: DatabaseSync) => ({
  database: sqliteDatabase(file),
  close: () => file.close(),
})

/** A file that is there, as it is, with the SQLite that Node brings along. */
export const sqliteFile = (path: string): OpenDatabase => opened(open(path))

/** Opens a file, or makes it, with the SQLite that Node brings along, and brings it to the newest schema. */
export const openSqliteFile: OpenFile = (path) => {
  const file = open(path)
  file.exec('PRAGMA journal_mode = WAL')
  migrateSqlite(file, readMigrations())
  return opened(file)
}
