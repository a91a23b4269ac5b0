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

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-store-'))
let count = 0

/** A database file with test data that each store copies, because creating the schema takes longer than most tests. */
const seededFile = join(folder, 'seeded.db')
const seededDatabase = new DatabaseSync(seededFile)
migrateSqlite(seededDatabase, readMigrations())
await seedStore(sqliteStore(seededDatabase))
seededDatabase.close()

function newFile(): string {
  const file = join(folder, `store-${count++}.db`)
  copyFileSync(seededFile, file)
  return file
}

const newLibsql = async () => libsqlStore(createClient({ url: `file:${newFile()}` }))
const newSqlite = async () => sqliteStore(new DatabaseSync(newFile()))

const servers: HranaServer[] = []

async function newRemote(): Promise<Store> {
  const server = await HranaServer.start(newFile())
  servers.push(server)
  return libsqlStore(createRemoteClient(server))
}

const cloudflare = new D1Databases(['DB'])
const d1 = await cloudflare.database('DB')
await migrateD1(d1)
await seedStore(d1Store(d1))
await saveD1(d1)

async function newD1(options?: D1Options): Promise<Store> {
  await restoreD1(d1)
  return d1Store(d1, options)
}

/** Every kind of store, with a function that creates one with test data. */
export const stores: [name: string, make: () => Promise<Store>][] = [
  ['memory', () => seedStore(memoryStore())],
  ['libSQL file', newLibsql],
  ['node:sqlite', newSqlite],
  ['remote libSQL', newRemote],
  ['D1', () => newD1()],
  ['D1 with replicas', () => newD1({ replicas: true })],
]

/** Closes the servers and databases of all stores. */
export async function closeStores(): Promise<void> {
  for (const server of servers) await server[Symbol.asyncDispose]()
  await cloudflare[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
}
