import type { SqlStatement } from '../store/sql-database.ts'

/** A value as a literal of SQLite (https://sqlite.org/lang_expr.html#literal_values_constants_). */
function literal(value: string | number): string {
  if (typeof value === 'number') return String(value)
  if (value.includes('\0')) throw new TypeError('a text of SQL cannot hold the character NUL')
  return `'${value.replaceAll("'", "''")}'`
}

/** A statement with its values in the place of its parameters, for programs that take SQL as text. */
export function sqlText({ sql, args }: SqlStatement): string {
  const text = sql.replace(/\?(\d+)/g, (parameter, number) => {
    const value = args[Number(number) - 1]
    if (value === undefined) throw new TypeError(`the statement has no value for ${parameter}`)
    return literal(value)
  })
  return `${text};\n`
}
