import type { Store } from '@export-buckets/edge'
import { libsqlStore } from '@export-buckets/edge/store/libsql'
import { migrate, readMigrations } from '@export-buckets/edge/store/migrate'
import { type Client, createClient } from '@libsql/client'
import {
  type AppFactory,
  type ConsumerCredentials,
  generateConsumerCredentials,
  StatefulProvider,
} from './stateful-provider.ts'

/** Puts into a fresh store what is there in every state. */
type PrepareStore = (store: Store) => Promise<void>

/** A world over libSQL in memory. */
export class LibsqlProvider extends StatefulProvider {
  readonly #connection: { database?: Client }

  constructor(
    credentials: ConsumerCredentials = generateConsumerCredentials(),
    prepareStore?: PrepareStore,
    appFactory?: AppFactory,
  ) {
    const connection: { database?: Client } = {}
    const storeFactory = async () => {
      connection.database?.close()
      connection.database = createClient({ url: ':memory:' })
      await migrate(connection.database, readMigrations())
      const store = libsqlStore(connection.database)
      await prepareStore?.(store)
      return store
    }
    super(storeFactory, credentials, appFactory)
    this.#connection = connection
  }

  /** Lets go of the database. */
  close(): void {
    this.#connection.database?.close()
  }
}
