import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '@libsql/client'
import type { Store } from '../src/index.ts'
import { type D1Options, d1Store } from '../src/store/d1.ts'
import { libsqlStore } from '../src/store/libsql.ts'
import { memoryStore } from '../src/store/memory.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { migrateSqlite } from '../src/store/migrate-sqlite.ts'
import { remoteClient } from '../src/store/remote.ts'
import { sqliteStore } from '../src/store/sqlite.ts'
import { clearD1, D1Databases, migrateD1 } from './d1.ts'
import { HranaServer } from './hrana-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-store-'))
const migrations = readMigrations()
let count = 0
const freshFile = () => join(folder, `store-${count++}.db`)

async function freshLibsql(): Promise<Store> {
  const client = createClient({ url: `file:${freshFile()}` })
  await migrate(client, migrations)
  return libsqlStore(client)
}

async function freshSqlite(): Promise<Store> {
  const database = new DatabaseSync(freshFile())
  migrateSqlite(database, migrations)
  return sqliteStore(database)
}

const servers: HranaServer[] = []

async function freshRemote(): Promise<Store> {
  const server = await HranaServer.start(freshFile())
  servers.push(server)
  const client = remoteClient(server)
  await migrate(client, migrations)
  return libsqlStore(client)
}

const cloudflare = new D1Databases(['DB'])
const d1 = await cloudflare.database('DB')
await migrateD1(d1)

async function freshD1(options?: D1Options): Promise<Store> {
  await clearD1(d1)
  return d1Store(d1, options)
}

/** Each kind of store that there is, and how an empty one is made. */
export const stores: [name: string, make: () => Promise<Store>][] = [
  ['memory', async () => memoryStore()],
  ['libSQL file', freshLibsql],
  ['node:sqlite', freshSqlite],
  ['remote libSQL', freshRemote],
  ['D1', () => freshD1()],
  ['D1 with replicas', () => freshD1({ replicas: true })],
]

/** Lets go of what they are in. */
export async function closeStores(): Promise<void> {
  for (const server of servers) await server[Symbol.asyncDispose]()
  await cloudflare[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
}
