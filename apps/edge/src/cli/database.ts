import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { StoreUnavailableError } from '../lib/store-unavailable-error.ts'
import { assertFolderPrivate, defaultDatabase } from '../runtimes/server/data-folder.ts'
import {
  connectRemote,
  fileError,
  type OpenDatabase,
  openFileOrExplain,
  openMigratedRemote,
} from '../runtimes/server/open-database.ts'
import { openExistingSqliteFile, openSqliteFile } from '../runtimes/server/sqlite-file.ts'
import { readSettings, type Settings } from '../runtimes/settings.ts'
import type { SqlDatabase } from '../store/sql/sql-database.ts'
import type { CliContext } from './command.ts'

const defaultUrl = `file:${defaultDatabase}`
const urlFormats = 'file:PATH, libsql://… or https://…'

export const databaseFlag: Flag = {
  name: 'database',
  valueName: 'URL',
  variable: 'DATABASE_URL',
  description: `${urlFormats}; ${defaultUrl} if neither the flag nor the variable is set`,
}

/** The path of a file, or a remote database. */
type DatabaseTarget = NonNullable<Settings['database']>

function parseDatabaseTarget(parsedArgs: ParsedArguments, { env }: CliContext): DatabaseTarget {
  const url = parsedArgs.value('database') ?? defaultUrl
  const { DATABASE_AUTH_TOKEN } = env
  try {
    const { database } = readSettings({ DATABASE_URL: url, DATABASE_AUTH_TOKEN })
    if (database !== undefined) return database
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(
      error.message.replace(/^DATABASE_URL(?=:)/, parsedArgs.sourceName('database')),
    )
  }
  throw new UsageError(`--database: expected ${urlFormats}`)
}

/** Returns the flag or variable with the database, or `undefined` for the default database. */
function databaseSource(parsedArgs: ParsedArguments): string | undefined {
  return parsedArgs.value('database') === undefined ? undefined : parsedArgs.sourceName('database')
}

async function openExisting(
  target: DatabaseTarget,
  source: string | undefined,
): Promise<OpenDatabase> {
  if (typeof target === 'object') return connectRemote(target, false)
  assertFolderPrivate(target)
  if (existsSync(target)) return openFileOrExplain(openExistingSqliteFile, target, source)
  throw new UsageError(
    `no database at ${target}: check --database, or run "export-buckets-edge migrate" first`,
  )
}

async function openMigrated(
  target: DatabaseTarget,
  source: string | undefined,
): Promise<OpenDatabase> {
  if (typeof target === 'object') return openMigratedRemote(target, false)
  assertFolderPrivate(target)
  const createFile = (path: string) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return openSqliteFile(path)
  }
  return openFileOrExplain(createFile, target, source)
}

/** Returns whether the database is remote, so that the connection may be lost after a change was made. */
export function isRemote(parsedArgs: ParsedArguments, context: CliContext): boolean {
  return typeof parseDatabaseTarget(parsedArgs, context) === 'object'
}

/** Runs work on the existing database of a command. */
export async function withDatabase<T>(
  parsedArgs: ParsedArguments,
  context: CliContext,
  work: (database: SqlDatabase) => Promise<T>,
): Promise<T> {
  const target = parseDatabaseTarget(parsedArgs, context)
  const { database, close } = await openExisting(target, databaseSource(parsedArgs))
  try {
    return await work(database)
  } catch (error) {
    const isFile = typeof target === 'string' && error instanceof StoreUnavailableError
    throw isFile ? fileError(target, databaseSource(parsedArgs), error) : error
  } finally {
    close()
  }
}

/** Migrates the database of a command to the latest schema. Creates a missing file, which only its owner can read. */
export async function migrateDatabase(
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<void> {
  const { close } = await openMigrated(
    parseDatabaseTarget(parsedArgs, context),
    databaseSource(parsedArgs),
  )
  close()
}
