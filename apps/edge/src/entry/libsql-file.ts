import { pathToFileURL } from 'node:url'
import type { Client } from '@libsql/client'
import { isBusy } from '../store/availability.ts'
import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import { busyTimeout, retryWhileBusy } from '../store/write-queue.ts'
import { inMemory, type OpenFile } from './open-database.ts'

const asOpenDatabase = (client: Client) => ({
  database: libsqlDatabase(client),
  close: () => client.close(),
})

/** Opens a file with libSQL, whose native library is loaded for that alone. */
export const openLibsqlFile: OpenFile = async (path) => {
  const { createClient } = await import('@libsql/client')
  const url = path === inMemory ? `file:${path}` : pathToFileURL(path).href
  async function openMigrated(): Promise<Client> {
    // Waits for locks, which would keep every request from being answered.
    const client = createClient({ url, timeout: busyTimeout })
    try {
      await client.execute('PRAGMA journal_mode = WAL')
      await migrate(client, readMigrations())
      return client
    } catch (error) {
      client.close()
      throw error
    }
  }
  // SQLite does not wait for the lock that a change of the journal mode takes.
  const client = await retryWhileBusy(openMigrated, isBusy)
  // A database in memory ends with its only connection.
  if (path === inMemory) return asOpenDatabase(client)
  client.close()
  return asOpenDatabase(createClient({ url }))
}
