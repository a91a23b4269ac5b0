import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertPrivate, createPrivateFile } from './private-file.ts'

/** The default data folder, relative to the working directory. */
export const dataFolder = '.data'
const databaseFileName = 'export-buckets.db'

/** The default database. */
export const defaultDatabase: string = join(dataFolder, databaseFileName)

/** The persistent files of the server. */
export interface DataFolder {
  readonly database: string
  readonly credentials: string
  /** The app's secret, generated on the first start. */
  readonly secret: Uint8Array
}

/** Reads the secret of a file. Generates it on the first start. */
function readSecret(file: string): Uint8Array {
  if (!existsSync(file)) createPrivateFile(file, randomBytes(32).toString('hex'))
  assertPrivate(file, '600')
  const hex = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    throw new TypeError(
      `${file}: expected 64 hexadecimal digits; remove the file to generate a new secret`,
    )
  }
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

/**
 * Opens the data folder. Creates a missing one that only its owner can read.
 *
 * @throws Error when another user can read or write the folder or its secret
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
 * Checks the permissions of the data folder, if it contains the database.
 *
 * @throws Error when another user can read or write the folder
 */
export function assertFolderPrivate(database: string): void {
  if (database === defaultDatabase && existsSync(dataFolder)) assertPrivate(dataFolder, '700')
}
