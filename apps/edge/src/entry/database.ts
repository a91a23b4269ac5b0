import { createClient } from '@libsql/client'
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

/** Milliseconds that a statement waits for another process to let go of a file. */
const busyTimeout = 5_000

/** Opens a file, or makes it. */
export async function openFile(path: string): Promise<OpenDatabase> {
  const client = createClient({ url: `file:${path}`, timeout: busyTimeout })
  await client.execute('PRAGMA journal_mode = WAL')
  await migrate(client, readMigrations())
  return { database: libsqlDatabase(client), close: () => client.close() }
}

/** Opens a database on another machine. */
export async function openRemote(remote: RemoteDatabase, replica: boolean): Promise<OpenDatabase> {
  const client = remoteClient(remote)
  await migrate(client, readMigrations())
  return { database: libsqlDatabase(client, { replica }), close: () => client.close() }
}
