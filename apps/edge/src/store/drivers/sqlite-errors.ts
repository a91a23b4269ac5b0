/** Returns the primary result code of an error of `node:sqlite` (https://sqlite.org/rescode.html), `undefined` of another error. */
export function getResultCode(error: unknown): number | undefined {
  if (!(error instanceof Error && 'errcode' in error)) return undefined
  // An extended result code has the primary one in its lowest byte.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

/** Returns whether another process holds the lock of a file: SQLITE_BUSY. */
export const isBusy = (error: unknown): boolean => getResultCode(error) === 5
