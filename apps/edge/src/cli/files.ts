import { rmSync, writeFileSync } from 'node:fs'
import { UsageError } from '@export-buckets/cli-kit/arguments'
import { errorMessage } from '@export-buckets/cli-kit/terminal'
import type { SqlStatement } from '../store/sql/sql-database.ts'
import { IndeterminateError } from './errors.ts'

function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw new UsageError(`${errorMessage(error)}; expected a new file in an existing folder`)
  }
}

/** Rejects `-`, which means standard output elsewhere and would leave a secret in a file of that name. */
export function newFileProblem(path: string): string | undefined {
  return path === '-' ? 'expected a file, got "-"' : undefined
}

/** Writes a file that only its owner can read, then runs `work`. Removes the file when `work` has changed nothing. */
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

function toSqlLiteral(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // SQLite has no escape but the doubled quote, and ends a text at a NUL.
  if (value.includes('\0')) throw new TypeError('a text with a NUL cannot be written as SQL')
  return `'${value.replaceAll("'", "''")}'`
}

/**
 * Formats statements as a script. Literals replace the parameters `?1`, `?2`, …
 *
 * @throws TypeError when a parameter has no value, or a value has no literal
 */
export function sqlScript(statements: readonly SqlStatement[]): string {
  const lines = statements.map(({ sql, args }) =>
    sql.replace(/\?(\d+)/g, (parameter, number) => {
      const value = args[Number(number) - 1]
      if (value === undefined) throw new TypeError(`no value for ${parameter} of ${sql}`)
      return toSqlLiteral(value)
    }),
  )
  return lines.map((line) => `${line};\n`).join('')
}
