import { createClient } from '@libsql/client'
import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { busyTimeout, type OpenFile } from './open-database.ts'

/** Opens a file with libSQL. */
export const openLibsqlFile: OpenFile = async (path) => {
  const client = createClient({ url: `file:${path}`, timeout: busyTimeout })
  await client.execute('PRAGMA journal_mode = WAL')
  await migrate(client, readMigrations())
  return { database: libsqlDatabase(client), close: () => client.close() }
}
