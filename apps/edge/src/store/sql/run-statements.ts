import type { DeleteResult } from '../store.ts'
import type { Row, SqlDatabase, SqlStatement } from './sql-database.ts'

/** Returns the rows of a query. */
export async function readRows(
  database: SqlDatabase,
  sql: string,
  args: SqlStatement['args'],
): Promise<readonly Row[]> {
  const [result] = await database.read([{ sql, args }])
  return result?.rows ?? []
}

/** Returns the first row of a query. */
export async function readRow(
  database: SqlDatabase,
  sql: string,
  args: SqlStatement['args'],
): Promise<Row | undefined> {
  return (await readRows(database, sql, args))[0]
}

/** Runs statements in one transaction. Returns whether the first one changed a row. */
export async function changesRow(
  database: SqlDatabase,
  ...statements: SqlStatement[]
): Promise<boolean> {
  const [result] = await database.write(statements)
  return (result?.changes ?? 0) > 0
}

/** The row to delete and the rows that may use it. Both conditions have the same parameters. */
interface Deletion {
  /** The table and the condition of the row: `table WHERE condition`. */
  readonly row: string
  /** The table and the condition of the rows that use it. */
  readonly uses: string
  readonly args: SqlStatement['args']
}

/** Deletes a row unless other rows use it. */
export async function deleteUnused(
  database: SqlDatabase,
  { row, uses, args }: Deletion,
): Promise<DeleteResult> {
  const [found, deleted] = await database.write([
    { sql: `SELECT 1 FROM ${row}`, args },
    { sql: `DELETE FROM ${row} AND NOT EXISTS (SELECT 1 FROM ${uses})`, args },
  ])
  if (deleted?.changes) return 'deleted'
  return found?.rows.length ? 'in use' : 'absent'
}
