import type { SqlStatement } from '../store/sql/sql-database.ts'

function toSqlLiteral(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // Quotes are doubled; SQLite knows no other escape, and reads no further than a NUL.
  if (value.includes('\0')) throw new TypeError('a text with a NUL cannot be written as SQL')
  return `'${value.replaceAll("'", "''")}'`
}

/**
 * Writes statements as a script, with their values in the place of `?1`, `?2`, …
 *
 * @throws TypeError when a value cannot be written, or there is none for a number
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
