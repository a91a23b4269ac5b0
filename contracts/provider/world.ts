import type { Store } from '@export-buckets/edge'
import { libsqlStore } from '@export-buckets/edge/store/libsql'
import { migrate, readMigrations } from '@export-buckets/edge/store/migrate'
import { type Client, createClient } from '@libsql/client'
import { type Caller, type MakeApp, newCaller, StatesWorld } from './states-world.ts'

/** Puts into a fresh store what is there in every state. */
type Prepare = (store: Store) => Promise<void>

/** A world over libSQL in memory. */
export class World extends StatesWorld {
  readonly #open: { database?: Client }

  constructor(caller: Caller = newCaller(), prepare?: Prepare, makeApp?: MakeApp) {
    const open: { database?: Client } = {}
    const freshStore = async () => {
      open.database?.close()
      open.database = createClient({ url: ':memory:' })
      await migrate(open.database, readMigrations())
      const store = libsqlStore(open.database)
      await prepare?.(store)
      return store
    }
    super(freshStore, caller, makeApp)
    this.#open = open
  }

  /** Lets go of the database. */
  close(): void {
    this.#open.database?.close()
  }
}
