import { closeSync, existsSync, mkdtempSync, openSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { libsqlDatabase } from '../../store/drivers/libsql.ts'
import { createRemoteClient } from '../../store/drivers/libsql-remote.ts'
import { migrate, readMigrations } from '../../store/migrate.ts'
import type { SqlDatabase } from '../../store/sql/sql-database.ts'
import { StoreUnavailableError } from '../../store/store.ts'
import type { RemoteDatabase } from '../settings.ts'

/** A database, until it is closed. */
export interface OpenDatabase {
  readonly database: SqlDatabase
  /** Throws {@link StoreUnavailableError} when the file of the database is no longer in its place. */
  readonly assertFileInPlace?: () => void
  close(): void
}

/** Opens a file, or makes it, and brings it to the newest schema. */
export type OpenFile = (path: string) => OpenDatabase | Promise<OpenDatabase>

/** The path of a database that is in memory and in no file (https://sqlite.org/inmemorydb.html). */
export const inMemoryPath = ':memory:'

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Tries to write a folder. Deno's `access` does not see a read-only file system. */
function touchFolder(path: string): void {
  rmdirSync(mkdtempSync(join(path, '.export-buckets-')))
}

const touchFile = (path: string): void => closeSync(openSync(path, 'r+'))

/** Returns why a file or folder cannot be written, `undefined` when it can. */
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

/** Returns why the file of a database cannot be used, and what to do; `undefined` when SQLite alone knows. */
function fileProblem(path: string): string | undefined {
  const folder = dirname(resolve(path))
  if (!isFolder(folder)) return `there is no folder ${folder}: make it first`
  if (isFolder(path)) return 'it is a folder: name a file'
  return (
    writeProblem(folder, touchFolder) ??
    (existsSync(path) ? writeProblem(path, touchFile) : undefined)
  )
}

/**
 * Returns the error for the file of a database that cannot be used. It names the file.
 *
 * @param source - the variable or flag that names the file. Absent: the file is the server's own
 */
export function fileError(path: string, source: string | undefined, cause: unknown): Error {
  const problem = fileProblem(path)
  const message = `cannot use the database file ${path}${problem === undefined ? '' : `: ${problem}`}`
  return new Error(source === undefined ? message : `${source}: ${message}`, { cause })
}

/** Returns what tells a file from another one that takes its place; `undefined` when there is none. */
function fileIdentity(path: string): string | undefined {
  const status = statSync(path, { bigint: true, throwIfNoEntry: false })
  return status && `${status.dev} ${status.ino}`
}

/**
 * Returns a check that the file at a path is the one that is there now. A process that has a file open goes on with it after
 * somebody has removed or replaced it, and what it writes ends with it.
 */
function createFileCheck(path: string): () => void {
  const identity = fileIdentity(path)
  return () => {
    if (fileIdentity(path) === identity) return
    throw new StoreUnavailableError(
      `the database file ${path} was removed or replaced: restart the server, which still uses the old one`,
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

/** A database on another machine, as it is. */
export function connectRemote(remote: RemoteDatabase, replica: boolean): OpenDatabase {
  const client = createRemoteClient(remote)
  return { database: libsqlDatabase(client, { replica }), close: () => client.close() }
}

/** Opens a database on another machine, and brings it to the newest schema. */
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
