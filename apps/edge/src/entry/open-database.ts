import type { RemoteDatabase } from '../settings.ts'
import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { remoteClient } from '../store/remote.ts'
import type { SqlDatabase } from '../store/sql-database.ts'

/** A database, until it is closed. */
export interface OpenDatabase {
  readonly database: SqlDatabase
  close(): void
}

/** Opens a file, or makes it, and brings it to the newest schema. */
export type OpenFile = (path: string) => OpenDatabase | Promise<OpenDatabase>

/** A database on another machine, as it is. */
export function remoteDatabase(remote: RemoteDatabase, replica: boolean): OpenDatabase {
  const client = remoteClient(remote)
  return { database: libsqlDatabase(client, { replica }), close: () => client.close() }
}

/** Opens a database on another machine, and brings it to the newest schema. */
export async function openRemote(remote: RemoteDatabase, replica: boolean): Promise<OpenDatabase> {
  const client = remoteClient(remote)
  try {
    await migrate(client, readMigrations())
  } finally {
    client.close()
  }
  return remoteDatabase(remote, replica)
}
