import { pathToFileURL } from 'node:url'
import type { Client } from '@libsql/client'
import { libsqlDatabase } from '../../store/drivers/libsql.ts'
import { isBusy } from '../../store/drivers/libsql-errors.ts'
import { defaultBusyTimeout, retryWhileBusy } from '../../store/drivers/write-queue.ts'
import { migrate, readMigrations } from '../../store/migrate.ts'
import { inMemoryPath, type OpenFile } from './open-database.ts'

const toOpenDatabase = (client: Client) => ({
  database: libsqlDatabase(client),
  close: () => client.close(),
})

/** Opens a file with libSQL. Imports its native library only here. */
export const openLibsqlFile: OpenFile = async (path) => {
  const { createClient } = await import('@libsql/client')
  const url = path === inMemoryPath ? `file:${path}` : pathToFileURL(path).href
  async function openMigrated(): Promise<Client> {
    // The timeout blocks the process, which is acceptable before the server starts.
    const client = createClient({ url, timeout: defaultBusyTimeout })
    try {
      await client.execute('PRAGMA journal_mode = WAL')
      await migrate(client, readMigrations())
      return client
    } catch (error) {
      client.close()
      throw error
    }
  }
  // Retries, because the timeout does not apply to the lock for the journal mode.
  const client = await retryWhileBusy(openMigrated, isBusy)
  // A database in memory is deleted with its only connection.
  if (path === inMemoryPath) return toOpenDatabase(client)
  client.close()
  return toOpenDatabase(createClient({ url }))
}
