import { randomUUID } from 'node:crypto'
import { linkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/** Writes a new file for its owner alone, hands it on, and removes it where it still is. */
function withTemporaryFile(file: string, text: string, publish: (path: string) => void): void {
  const temporaryFile = `${file}.${randomUUID()}`
  try {
    writeFileSync(temporaryFile, text, { mode: 0o600, flag: 'wx' })
    publish(temporaryFile)
  } finally {
    rmSync(temporaryFile, { force: true })
  }
}

/** Writes a file that only its owner can read, and replaces an older one. No reader sees half of it. */
export function replacePrivateFile(file: string, text: string): void {
  withTemporaryFile(file, text, (temporaryFile) => renameSync(temporaryFile, file))
}

/** Creates a file that only its owner can read, unless it exists. Of several processes one creates it, and none reads half of it. */
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
 * Throws an Error for a file or folder of another user, and for one that group or others can read or write, as ssh does.
 * Windows has no such permissions.
 *
 * @param mode - the permissions that it is to have, as `chmod` takes them
 */
export function assertPrivate(path: string, mode: '600' | '700'): void {
  if (process.platform === 'win32') return
  const { uid, mode: actualMode } = statSync(path)
  const user = process.geteuid?.()
  if (uid !== user) {
    throw new Error(
      `${path}: belongs to the user ${uid}, and this process is the user ${user}: remove it, or run "chown ${user} ${path}" if you trust its content`,
    )
  }
  if ((actualMode & 0o077) !== 0) {
    const permissions = (actualMode & 0o777).toString(8)
    throw new Error(
      `${path}: permissions ${permissions} let group or others in: run "chmod ${mode} ${path}", or remove it if others may have used it`,
    )
  }
}
