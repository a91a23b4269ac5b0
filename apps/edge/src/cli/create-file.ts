import { rmSync, writeFileSync } from 'node:fs'
import { errorMessage } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { IndeterminateError } from './indeterminate-error.ts'

function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw new UsageError(
      `${errorMessage(error)}; name a file that is not there yet, in a folder that is`,
    )
  }
}

/** What is wrong with the name of a new file: who gives `-` means standard output, and would leave a secret in the folder. */
export function newFileProblem(path: string): string | undefined {
  return path === '-' ? 'expected a file, got "-"' : undefined
}

/** Writes a file for its owner alone, before what it speaks of is done; removes it again when that was not done. */
export async function withNewFile<T>(
  path: string,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  writeNewFile(path, text)
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof IndeterminateError)) rmSync(path, { force: true })
    throw error
  }
}
