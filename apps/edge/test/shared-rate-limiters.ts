import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RateLimit } from '@export-buckets/core'
import { type Client, createClient } from '@libsql/client'
import fc from 'fast-check'
import type { RateLimiterFactory } from '../src/rate-limit/limiter.ts'
import { sqlRateLimiters } from '../src/rate-limit/sql.ts'
import { libsqlDatabase } from '../src/store/drivers/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'

/** Limits of any size. */
export const arbitraryLimit: fc.Arbitrary<RateLimit> = fc.record({
  capacity: fc.integer({ min: 1, max: 30 }),
  refill: fc.integer({ min: 1, max: 30 }),
  seconds: fc.integer({ min: 1, max: 90 }),
})

const folders: string[] = []
const openClients: Client[] = []

/** Connects to a database. {@link closeSharedRateLimiters} closes the connection. */
export function connect(url: string, timeout: number): Client {
  const client = createClient({ url, timeout })
  openClients.push(client)
  return client
}

/** A database file and a function that connects a node to it. */
export interface SharedRateLimiters {
  readonly url: string
  readonly client: Client
  createNode(): RateLimiterFactory
}

/** Creates an empty database file. */
export async function createSharedRateLimiters(): Promise<SharedRateLimiters> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-limits-'))
  folders.push(folder)
  const url = `file:${join(folder, 'limits.db')}`
  const client = connect(url, 5_000)
  await client.execute('PRAGMA journal_mode = WAL')
  await migrate(client, readMigrations())
  return { url, client, createNode: () => sqlRateLimiters(libsqlDatabase(connect(url, 5_000))) }
}

/** Closes all connections and removes all files. Test files in the same process share this module, so it starts again empty. */
export function closeSharedRateLimiters(): void {
  for (const client of openClients.splice(0)) client.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
}
