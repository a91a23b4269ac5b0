import { writeFileSync } from 'node:fs'
import { CommandError } from './errors.ts'

/**
 * Writes a new file that its owner alone can read.
 *
 * @throws CommandError where it cannot be made, also because there is one of that name
 */
export function writePrivateFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') throw new CommandError(`${path}: is there already; name a new file`)
    throw new CommandError(
      `${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
