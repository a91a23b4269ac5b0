import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Given } from '@export-buckets/command-line/arguments'
import type { Flag } from '@export-buckets/command-line/flag'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { ownDatabase } from '../entry/data-folder.ts'
import { type OpenDatabase, openRemote, remoteDatabase } from '../entry/open-database.ts'
import { openSqliteFile, sqliteFile } from '../entry/sqlite-file.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { SqlDatabase } from '../store/sql-database.ts'
import type { World } from './world.ts'

const defaultUrl = `file:${ownDatabase}`

export const databaseFlag: Flag = {
  name: 'database',
  value: 'URL',
  variable: 'DATABASE_URL',
  about: `file:PATH, libsql://… or https://…, else ${defaultUrl}`,
}

/** The path of a file, or a database on another machine. */
function databaseOf(given: Given, { env }: World): NonNullable<Settings['database']> {
  const url = given.text('database') ?? defaultUrl
  const { DATABASE_AUTH_TOKEN } = env
  try {
    const { database } = readSettings({ DATABASE_URL: url, DATABASE_AUTH_TOKEN })
    if (database !== undefined) return database
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(error.message.replace(/^DATABASE_URL(?=:)/, given.sourceOf('database')))
  }
  throw new UsageError(`--database: expected ${databaseFlag.about}`)
}

function open(database: NonNullable<Settings['database']>): OpenDatabase {
  if (typeof database === 'object') return remoteDatabase(database, false)
  if (existsSync(database)) return sqliteFile(database)
  throw new UsageError(
    `no database at ${database}: check --database, or run export-buckets-edge migrate first`,
  )
}

/** Whether a change can be made and its answer get lost. */
export function isRemote(given: Given, world: World): boolean {
  return typeof databaseOf(given, world) === 'object'
}

/** Works on the database that a command is given, which must be there. */
export async function withDatabase<T>(
  given: Given,
  world: World,
  work: (database: SqlDatabase) => Promise<T>,
): Promise<T> {
  const { database, close } = open(databaseOf(given, world))
  try {
    return await work(database)
  } finally {
    close()
  }
}

/** Brings the database that a command is given to the newest schema; makes a file that is not there, for its owner alone. */
export async function migrateDatabase(given: Given, world: World): Promise<void> {
  const database = databaseOf(given, world)
  if (typeof database === 'string') mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  const { close } = await (typeof database === 'string'
    ? openSqliteFile(database)
    : openRemote(database, false))
  close()
}
