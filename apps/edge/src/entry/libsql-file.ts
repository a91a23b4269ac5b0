import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { busyTimeout, type OpenFile } from './open-database.ts'

/** Opens a file with libSQL, whose native library is loaded for that alone. */
export const openLibsqlFile: OpenFile = async (path) => {
  const { createClient } = await import('@libsql/client')
  const client = createClient({ url: `file:${path}`, timeout: busyTimeout })
  await client.execute('PRAGMA journal_mode = WAL')
  await migrate(client, readMigrations())
  return { database: libsqlDatabase(client), close: () => client.close() }
}
