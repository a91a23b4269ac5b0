import { randomUUID } from 'node:crypto'
import { linkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/** Writes a temporary file that only its owner can read, runs `publish`, and removes it unless it was renamed. */
function withTemporaryFile(file: string, text: string, publish: (path: string) => void): void {
  const temporaryFile = `${file}.${randomUUID()}`
  try {
    writeFileSync(temporaryFile, text, { mode: 0o600, flag: 'wx' })
    publish(temporaryFile)
  } finally {
    rmSync(temporaryFile, { force: true })
  }
}

/** Writes a file that only its owner can read. Replaces an existing file atomically. */
export function replacePrivateFile(file: string, text: string): void {
  withTemporaryFile(file, text, (temporaryFile) => renameSync(temporaryFile, file))
}

/** Creates a file that only its owner can read, unless it exists. Atomic across processes. */
export function createPrivateFile(file: string, text: string): void {
  withTemporaryFile(file, text, (temporaryFile) => {
    try {
      linkSync(temporaryFile, file)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  })
}

/**
 * Throws an Error when a file or folder belongs to another user, or when group or others have access, as ssh does. Does nothing
 * on Windows, which has no such permissions.
 *
 * @param mode - the expected permissions for `chmod`, in the error
 */
export function assertPrivate(path: string, mode: '600' | '700'): void {
  if (process.platform === 'win32') return
  const { uid, mode: actualMode } = statSync(path)
  const user = process.geteuid?.()
  if (uid !== user) {
    throw new Error(
      `${path}: owned by user ${uid}, but this process runs as user ${user}: remove it, or run "chown ${user} ${path}" if you trust its content`,
    )
  }
  if ((actualMode & 0o077) !== 0) {
    const permissions = (actualMode & 0o777).toString(8)
    throw new Error(
      `${path}: permissions ${permissions} give access to group or others: run "chmod ${mode} ${path}", or remove it if others may have used it`,
    )
  }
}
