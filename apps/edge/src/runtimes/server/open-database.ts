import { closeSync, existsSync, mkdtempSync, openSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { StoreUnavailableError } from '../../lib/store-unavailable-error.ts'
import { libsqlDatabase } from '../../store/drivers/libsql.ts'
import { createRemoteClient } from '../../store/drivers/libsql-remote.ts'
import { migrate, readMigrations } from '../../store/migrate.ts'
import type { SqlDatabase } from '../../store/sql/sql-database.ts'
import type { RemoteDatabase } from '../settings.ts'

/** An open database. */
export interface OpenDatabase {
  readonly database: SqlDatabase
  /** Throws StoreUnavailableError when the file of the database was removed or replaced. */
  readonly assertFileInPlace?: () => void
  close(): void
}

/** Opens or creates a database file, and migrates it. */
export type OpenFile = (path: string) => OpenDatabase | Promise<OpenDatabase>

/** The path of an in-memory database (https://sqlite.org/inmemorydb.html). */
export const inMemoryPath = ':memory:'

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Throws when a folder is not writable. Creates a folder in it, because Deno's `access` ignores a read-only file system. */
function touchFolder(path: string): void {
  rmdirSync(mkdtempSync(join(path, '.export-buckets-')))
}

const touchFile = (path: string): void => closeSync(openSync(path, 'r+'))

/** Returns why a file or folder is not writable, or `undefined` when it is. */
function writeProblem(path: string, touch: (path: string) => void): string | undefined {
  try {
    touch(path)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EROFS') return `the file system of ${path} is read-only`
    return `this process cannot write ${path} (${code ?? error})`
  }
}

/** Returns why a database file cannot be used, or `undefined` when only SQLite's error explains it. */
function fileProblem(path: string): string | undefined {
  const folder = dirname(resolve(path))
  if (!isFolder(folder)) return `the folder ${folder} does not exist: create it first`
  if (isFolder(path)) return 'it is a folder: expected a file'
  return (
    writeProblem(folder, touchFolder) ??
    (existsSync(path) ? writeProblem(path, touchFile) : undefined)
  )
}

/**
 * Returns the error for a database file that cannot be used.
 *
 * @param source - the variable or flag with the path. Absent for the default database
 */
export function fileError(path: string, source: string | undefined, cause: unknown): Error {
  const problem = fileProblem(path)
  const message = `cannot use the database file ${path}${problem === undefined ? '' : `: ${problem}`}`
  return new Error(source === undefined ? message : `${source}: ${message}`, { cause })
}

/** Returns the device and inode of a file, or `undefined` when it does not exist. */
function fileIdentity(path: string): string | undefined {
  const status = statSync(path, { bigint: true, throwIfNoEntry: false })
  return status && `${status.dev} ${status.ino}`
}

/**
 * Returns a check that a file was not removed or replaced since now. A process would continue to use the removed file, and its
 * writes would be lost.
 */
function createFileCheck(path: string): () => void {
  const identity = fileIdentity(path)
  return () => {
    if (fileIdentity(path) === identity) return
    throw new StoreUnavailableError(
      `the database file ${path} was removed or replaced: restart the server, which still uses the old file`,
    )
  }
}

/**
 * Opens a file as {@link OpenFile} does.
 *
 * @param source - as in {@link fileError}, which it throws
 */
export async function openFileOrExplain(
  openFile: OpenFile,
  path: string,
  source?: string,
): Promise<OpenDatabase> {
  try {
    return { ...(await openFile(path)), assertFileInPlace: createFileCheck(path) }
  } catch (cause) {
    throw fileError(path, source, cause)
  }
}

/** Connects to a remote database, without a migration. */
export function connectRemote(remote: RemoteDatabase, replica: boolean): OpenDatabase {
  const client = createRemoteClient(remote)
  return { database: libsqlDatabase(client, { replica }), close: () => client.close() }
}

/** Migrates a remote database, and connects to it. */
export async function openMigratedRemote(
  remote: RemoteDatabase,
  replica: boolean,
): Promise<OpenDatabase> {
  const client = createRemoteClient(remote)
  try {
    await migrate(client, readMigrations())
  } finally {
    client.close()
  }
  return connectRemote(remote, replica)
}
