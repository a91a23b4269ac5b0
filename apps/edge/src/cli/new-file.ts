import { rmSync, writeFileSync } from 'node:fs'
import { messageOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { UnsettledError } from './unsettled-error.ts'

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw new UsageError(
      `${messageOf(error)}; name a file that is not there yet, in a folder that is`,
    )
  }
}

/** What is wrong with the name of a new file: who gives `-` means standard output, and would leave a secret in the folder. */
export function fileProblem(path: string): string | undefined {
  return path === '-' ? 'expected a file, got "-"' : undefined
}

/** Writes a file for its owner alone, before what it speaks of is done; removes it again when that was not done. */
export async function withNewFile<T>(
  path: string,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  write(path, text)
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UnsettledError)) rmSync(path, { force: true })
    throw error
  }
}
