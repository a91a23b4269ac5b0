import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '@libsql/client'
import type { Store } from '../src/index.ts'
import { type D1Options, d1Store } from '../src/store/drivers/d1.ts'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { createRemoteClient } from '../src/store/drivers/libsql-remote.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { sqliteStore } from '../src/store/drivers/sqlite.ts'
import { readMigrations } from '../src/store/migrate.ts'
import { migrateSqlite } from '../src/store/migrate-sqlite.ts'
import { seedStore } from './create-test-app.ts'
import { D1Databases, migrateD1, restoreD1, saveD1 } from './d1.ts'
import { HranaServer } from './hrana-server.ts'

/** The stores of a test file. */
interface TestStores {
  /** Every kind of store, with a function that creates one with test data. */
  readonly stores: readonly (readonly [name: string, make: () => Promise<Store>])[]
  /** Closes the servers and databases of all stores. */
  closeStores(): Promise<void>
}

/** Returns a function that copies a database file with test data. Creating the schema would take longer than most tests. */
async function createFileFactory(folder: string): Promise<() => string> {
  const seededFile = join(folder, 'seeded.db')
  const seededDatabase = new DatabaseSync(seededFile)
  migrateSqlite(seededDatabase, readMigrations())
  await seedStore(sqliteStore(seededDatabase))
  seededDatabase.close()
  let count = 0
  return () => {
    const file = join(folder, `store-${count++}.db`)
    copyFileSync(seededFile, file)
    return file
  }
}

/** Creates a D1 database with test data. Returns a function that restores the data, and creates a store over the database. */
async function createD1Factory(
  databases: D1Databases,
): Promise<(options?: D1Options) => Promise<Store>> {
  const d1 = await databases.database('DB')
  await migrateD1(d1)
  await seedStore(d1Store(d1))
  await saveD1(d1)
  return async (options) => {
    await restoreD1(d1)
    return d1Store(d1, options)
  }
}

/** Creates the stores of a test file. Each file needs its own, because the files of one process share this module. */
export async function createStores(): Promise<TestStores> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-store-'))
  const newFile = await createFileFactory(folder)
  const servers: HranaServer[] = []
  const cloudflare = new D1Databases(['DB'])
  const newD1 = await createD1Factory(cloudflare)

  async function newRemote(): Promise<Store> {
    const server = await HranaServer.start(newFile())
    servers.push(server)
    return libsqlStore(createRemoteClient(server))
  }

  return {
    stores: [
      ['memory', () => seedStore(memoryStore())],
      ['libSQL file', async () => libsqlStore(createClient({ url: `file:${newFile()}` }))],
      ['node:sqlite', async () => sqliteStore(new DatabaseSync(newFile()))],
      ['remote libSQL', newRemote],
      ['D1', () => newD1()],
      ['D1 with replicas', () => newD1({ replicas: true })],
    ],
    async closeStores() {
      for (const server of servers) await server[Symbol.asyncDispose]()
      await cloudflare[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}
