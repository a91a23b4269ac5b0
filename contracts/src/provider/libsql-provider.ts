import type { Store } from '@export-buckets/edge'
import { libsqlStore } from '@export-buckets/edge/store/libsql'
import { migrate, readMigrations } from '@export-buckets/edge/store/migrate'
import { emptyTables } from '@export-buckets/test-support/empty-tables'
import { type Client, createClient } from '@libsql/client'
import {
  type AppFactory,
  type ConsumerCredentials,
  generateConsumerCredentials,
  StatefulProvider,
} from './stateful-provider.ts'

/** Adds the data that every state has to a new store. */
type PrepareStore = (store: Store) => Promise<void>

async function createDatabase(): Promise<Client> {
  const database = createClient({ url: ':memory:' })
  await migrate(database, readMigrations())
  return database
}

/** A provider whose store is libSQL in memory. */
export class LibsqlProvider extends StatefulProvider {
  readonly #connection: { database?: Client }

  constructor(
    credentials: ConsumerCredentials = generateConsumerCredentials(),
    prepareStore?: PrepareStore,
    appFactory?: AppFactory,
  ) {
    const connection: { database?: Client } = {}
    const storeFactory = async () => {
      connection.database ??= await createDatabase()
      await connection.database.batch([...emptyTables], 'write')
      const store = libsqlStore(connection.database)
      await prepareStore?.(store)
      return store
    }
    super(storeFactory, credentials, appFactory)
    this.#connection = connection
  }

  /** Closes the database. */
  close(): void {
    this.#connection.database?.close()
  }
}
