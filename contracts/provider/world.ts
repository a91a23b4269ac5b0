import { libsqlStore } from '@export-buckets/edge/store/libsql'
import { migrate, readMigrations } from '@export-buckets/edge/store/migrate'
import { type Client, createClient } from '@libsql/client'
import { type Caller, newCaller, StatesWorld } from './states-world.ts'

/** A world over libSQL in memory. */
export class World extends StatesWorld {
  readonly #open: { database?: Client }

  constructor(caller: Caller = newCaller()) {
    const open: { database?: Client } = {}
    super(async () => {
      open.database?.close()
      open.database = createClient({ url: ':memory:' })
      await migrate(open.database, readMigrations())
      return libsqlStore(open.database)
    }, caller)
    this.#open = open
  }

  /** Lets go of the database. */
  close(): void {
    this.#open.database?.close()
  }
}
