import { StoreUnavailableError } from '../../lib/store-unavailable-error.ts'

const busyCode = 5

/** Primary result codes of a storage that is temporarily unavailable (https://sqlite.org/rescode.html). */
const unavailableCodes = new Set([
  busyCode, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
  23, // SQLITE_AUTH
])

/** Returns the primary result code of an error of `node:sqlite`, or `undefined` for another error. */
function getResultCode(error: unknown): number | undefined {
  if (!(error instanceof Error && 'errcode' in error)) return undefined
  // The lowest byte of an extended result code is the primary one.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

function isUnavailable(error: unknown): boolean {
  const code = getResultCode(error)
  if (code !== undefined) return unavailableCodes.has(code)
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE'
}

/** Returns whether another process holds the lock of a file. */
export const isBusy = (error: unknown): boolean => getResultCode(error) === busyCode

/** Runs work on a database. @throws StoreUnavailableError while the storage is unavailable */
export function mapErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw isUnavailable(cause)
      ? new StoreUnavailableError('the database is unavailable', { cause })
      : cause
  }
}
