import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Returns the path of an installed program, or `undefined` when no folder of `PATH` has it. */
export function findProgram(name: string): string | undefined {
  const folders = process.env['PATH']?.split(delimiter) ?? []
  return folders
    .flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix)))
    .find(isExecutable)
}
