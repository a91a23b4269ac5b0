import { DatabaseSync } from 'node:sqlite'
import { readMigrations } from '../store/migrate.ts'
import { migrateSqlite } from '../store/migrate-sqlite.ts'
import { sqliteDatabase } from '../store/sqlite.ts'
import { busyTimeout } from '../store/write-queue.ts'
import type { OpenDatabase, OpenFile } from './open-database.ts'

/** Waits for locks: nobody else is kept waiting by a process that has not started, or does one thing. */
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
  // From here on, waiting would keep every request from being answered.
  file.exec('PRAGMA busy_timeout = 0')
  return opened(file)
}
