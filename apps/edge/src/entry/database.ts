import { DatabaseSync } from 'node:sqlite'
import type { RemoteDatabase } from '../settings.ts'
import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { migrateSqlite } from '../store/migrate-sqlite.ts'
import { remoteClient } from '../store/remote.ts'
import type { SqlDatabase } from '../store/sql-database.ts'
import { sqliteDatabase } from '../store/sqlite.ts'

/** A database with the newest schema. */
export interface OpenDatabase {
  readonly database: SqlDatabase
  close(): void
}

/** Milliseconds that a statement waits for another process to let go of a file. */
const busyTimeout = 5_000

/** Opens a file, or makes it, with the SQLite that Node, Deno and Bun bring along. */
export function openFile(path: string): OpenDatabase {
  const file = new DatabaseSync(path, { timeout: busyTimeout })
  file.exec('PRAGMA journal_mode = WAL')
  migrateSqlite(file, readMigrations())
  return { database: sqliteDatabase(file), close: () => file.close() }
}

/** Opens a database on another machine. */
export async function openRemote(remote: RemoteDatabase, replica: boolean): Promise<OpenDatabase> {
  const client = remoteClient(remote)
  await migrate(client, readMigrations())
  return { database: libsqlDatabase(client, { replica }), close: () => client.close() }
}
