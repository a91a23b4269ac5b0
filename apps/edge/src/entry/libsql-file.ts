import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { busyTimeout } from '../store/write-queue.ts'
import type { OpenFile } from './open-database.ts'

/** Opens a file with libSQL, whose native library is loaded for that alone. */
export const openLibsqlFile: OpenFile = async (path) => {
  const { createClient } = await import('@libsql/client')
  const url = `file:${path}`
  // Waits for locks, which would keep every request from being answered.
  const starting = createClient({ url, timeout: busyTimeout })
  await starting.execute('PRAGMA journal_mode = WAL')
  await migrate(starting, readMigrations())
  starting.close()
  const client = createClient({ url })
  return { database: libsqlDatabase(client), close: () => client.close() }
}
