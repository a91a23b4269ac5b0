import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertPrivate, createPrivateFile } from './private-file.ts'

/** Where the server runs, the folder of its own. */
export const dataFolder = '.data'
const databaseFileName = 'export-buckets.db'

/** The database that is taken where none is named. */
export const defaultDatabase: string = join(dataFolder, databaseFileName)

/** Where the server keeps what must outlive it. */
export interface DataFolder {
  readonly database: string
  readonly credentials: string
  /** The app's secret: made on the first start. */
  readonly secret: Uint8Array
}

/** Reads the secret in a file, and makes it on the first start. */
function readSecret(file: string): Uint8Array {
  if (!existsSync(file)) createPrivateFile(file, randomBytes(32).toString('hex'))
  assertPrivate(file, '600')
  const hex = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    throw new TypeError(
      `${file}: expected 64 hexadecimal digits; remove the file to have a new one`,
    )
  }
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

/**
 * Opens the folder, or makes it, for its owner alone.
 *
 * @throws Error when somebody else can read or write it, or its secret
 */
export function openDataFolder(folder: string = dataFolder): DataFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  assertPrivate(folder, '700')
  return {
    database: join(folder, databaseFileName),
    credentials: join(folder, 'credentials.env'),
    secret: readSecret(join(folder, 'secret')),
  }
}

/**
 * Checks the folder of a database that is to be opened, where that is the server's own.
 *
 * @throws Error when somebody else can read or write it
 */
export function assertFolderPrivate(database: string): void {
  if (database === defaultDatabase && existsSync(dataFolder)) assertPrivate(dataFolder, '700')
}
