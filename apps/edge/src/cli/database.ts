import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Given } from '@export-buckets/command-line/arguments'
import type { Flag } from '@export-buckets/command-line/flag'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { checkFolderOf, ownDatabase } from '../entry/data-folder.ts'
import {
  fileError,
  type OpenDatabase,
  openNamedFile,
  openRemote,
  remoteDatabase,
} from '../entry/open-database.ts'
import { openSqliteFile, sqliteFile } from '../entry/sqlite-file.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { SqlDatabase } from '../store/sql-database.ts'
import { StoreUnavailableError } from '../store/store.ts'
import type { World } from './world.ts'

const defaultUrl = `file:${ownDatabase}`

export const databaseFlag: Flag = {
  name: 'database',
  value: 'URL',
  variable: 'DATABASE_URL',
  about: `file:PATH, libsql://… or https://…, else ${defaultUrl}`,
}

/** The path of a file, or a database on another machine. */
type Place = NonNullable<Settings['database']>

function placeOf(given: Given, { env }: World): Place {
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

/** Returns the flag or variable that names the database, `undefined` where that is the server's own. */
function sourceOf(given: Given): string | undefined {
  return given.text('database') === undefined ? undefined : given.sourceOf('database')
}

async function open(place: Place, source: string | undefined): Promise<OpenDatabase> {
  if (typeof place === 'object') return remoteDatabase(place, false)
  checkFolderOf(place)
  if (existsSync(place)) return openNamedFile(sqliteFile, place, source)
  throw new UsageError(
    `no database at ${place}: check --database, or run export-buckets-edge migrate first`,
  )
}

async function openMigrated(place: Place, source: string | undefined): Promise<OpenDatabase> {
  if (typeof place === 'object') return openRemote(place, false)
  checkFolderOf(place)
  const makeFile = (path: string) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return openSqliteFile(path)
  }
  return openNamedFile(makeFile, place, source)
}

/** Whether a change can be made and its answer get lost. */
export function isRemote(given: Given, world: World): boolean {
  return typeof placeOf(given, world) === 'object'
}

/** Works on the database that a command is given, which must be there. */
export async function withDatabase<T>(
  given: Given,
  world: World,
  work: (database: SqlDatabase) => Promise<T>,
): Promise<T> {
  const place = placeOf(given, world)
  const { database, close } = await open(place, sourceOf(given))
  try {
    return await work(database)
  } catch (error) {
    const isFile = typeof place === 'string' && error instanceof StoreUnavailableError
    throw isFile ? fileError(place, sourceOf(given), error) : error
  } finally {
    close()
  }
}

/** Brings the database that a command is given to the newest schema; makes a file that is not there, for its owner alone. */
export async function migrateDatabase(given: Given, world: World): Promise<void> {
  const { close } = await openMigrated(placeOf(given, world), sourceOf(given))
  close()
}
