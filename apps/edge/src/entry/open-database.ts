import type { RemoteDatabase } from '../settings.ts'
import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { remoteClient } from '../store/remote.ts'
import type { SqlDatabase } from '../store/sql-database.ts'

/** A database with the newest schema. */
export interface OpenDatabase {
  readonly database: SqlDatabase
  close(): void
}

/** Opens a file, or makes it. */
export type OpenFile = (path: string) => OpenDatabase | Promise<OpenDatabase>

/** Milliseconds that a statement waits for another process to let go of a file. */
export const busyTimeout = 5_000

/** Opens a database on another machine. */
export async function openRemote(remote: RemoteDatabase, replica: boolean): Promise<OpenDatabase> {
  const client = remoteClient(remote)
  await migrate(client, readMigrations())
  return { database: libsqlDatabase(client, { replica }), close: () => client.close() }
}
