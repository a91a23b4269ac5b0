import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { guard } from '../store/availability.ts'
import { libsqlDatabase } from '../store/libsql.ts'
import { migrate, readMigrations } from '../store/migrate.ts'
import type { SqlDatabase } from '../store/sql-database.ts'
import { flagValue, type Given } from './arguments.ts'
import type { Flag } from './command.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

const defaultUrl = 'file:.data/export-buckets.db'
/** Milliseconds that a statement waits for another process to let go of a file. */
const busyTimeout = 5_000
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

export const databaseFlag: Flag = {
  name: 'database',
  value: 'URL',
  about: `file:PATH, libsql://… or https://…; default: DATABASE_URL, or ${defaultUrl}`,
}

/** The path of a file, `undefined` for a database on another machine. A token in an address would stay in the history. */
function pathIn(url: string): string | undefined {
  if (/^file:./.test(url)) return url.slice('file:'.length)
  const { protocol, hostname, search, username, password } = URL.parse(url) ?? {}
  const isPrivate = protocol === 'libsql:' || protocol === 'https:'
  const isNear = protocol === 'http:' && loopback.test(hostname ?? '')
  if ((isPrivate || isNear) && !search && !username && !password) return undefined
  throw new UsageError(
    'the database: expected file:PATH, libsql://… or https://… (http:// for this machine alone), without user or query: a token goes into DATABASE_AUTH_TOKEN',
  )
}

function connect(given: Given, { env }: World, prepare: (path: string) => void): Client {
  const url = flagValue(given, 'database') ?? (env['DATABASE_URL'] || defaultUrl)
  const path = pathIn(url)
  if (path !== undefined) prepare(path)
  const authToken = path === undefined ? env['DATABASE_AUTH_TOKEN'] : undefined
  return createClient({ url, timeout: busyTimeout, ...(authToken && { authToken }) })
}

/** Works on the database that a command is given, which must be there. */
export async function withDatabase<T>(
  given: Given,
  world: World,
  work: (database: SqlDatabase) => Promise<T>,
): Promise<T> {
  const client = connect(given, world, (path) => {
    if (!existsSync(path)) {
      throw new UsageError(`no database at ${path}: check --database, or run edge migrate first`)
    }
  })
  try {
    return await work(libsqlDatabase(client))
  } finally {
    client.close()
  }
}

/** Brings the database that a command is given to the newest schema; makes a file that is not there, for its owner alone. */
export async function migrateDatabase(given: Given, world: World): Promise<void> {
  let isFile = false
  const client = connect(given, world, (path) => {
    isFile = true
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  })
  try {
    await guard(client)(async () => {
      if (isFile) await client.execute('PRAGMA journal_mode = WAL')
      await migrate(client, readMigrations())
    })
  } finally {
    client.close()
  }
}
