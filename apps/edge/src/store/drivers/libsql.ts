import type { Client, InStatement, ResultSet, TransactionMode } from '@libsql/client/http'
import type { SqlDatabase, SqlResult, SqlStatement } from '../sql/sql-database.ts'
import { sqlStore } from '../sql/sql-store.ts'
import type { Store } from '../store.ts'
import { createErrorMapper, isBusy } from './libsql-errors.ts'
import { type WriteOptions, writeQueue } from './write-queue.ts'

const toInStatement = ({ sql, args }: SqlStatement): InStatement => ({ sql, args: [...args] })
const toSqlResult = ({ rows, rowsAffected }: ResultSet): SqlResult => ({
  rows,
  changes: rowsAffected,
})

/** The options of a libSQL database. */
export interface LibsqlOptions extends WriteOptions {
  /**
   * Whether the URL is a replica, such as one of `sqld`, which may lag behind its primary. Reads that must be current are then
   * forwarded to the primary. Default: false.
   */
  readonly replica?: boolean
}

/**
 * Makes a replica forward a batch to its primary, which it does only for a batch with a write statement (`is_read_only` in
 * libsql-server/src/query_analysis.rs). The statement itself deletes nothing.
 */
const forwardToPrimary: SqlStatement = { sql: 'DELETE FROM revoked_token WHERE 0', args: [] }

/**
 * Creates a {@link SqlDatabase} of an embedded file (`file:…`) or a remote libSQL server.
 *
 * @param client - of `@libsql/client`. It is not closed here. For a file, create it without a `timeout`, which blocks the whole
 *   process while the file is locked. Set `journal_mode = WAL`, so that reads need no lock
 */
export function libsqlDatabase(
  client: Client,
  { replica = false, busyTimeout }: LibsqlOptions = {},
): SqlDatabase {
  const mapErrors = createErrorMapper(client)
  const run = (statements: readonly SqlStatement[], mode: TransactionMode) =>
    mapErrors(async () => {
      const [single, ...others] = statements
      // A single statement is a transaction. BEGIN and COMMIT would cost more than the statement.
      const results =
        single !== undefined && others.length === 0
          ? [await client.execute(toInStatement(single))]
          : await client.batch(statements.map(toInStatement), mode)
      return results.map(toSqlResult)
    })
  const readReplica: SqlDatabase['read'] = (statements) => run(statements, 'read')
  const readPrimary: SqlDatabase['read'] = async (statements) =>
    (await run([forwardToPrimary, ...statements], 'write')).slice(1)
  const runWrite: SqlDatabase['write'] = (statements) => run(statements, 'write')
  // A server handles its locks itself.
  const queue = client.protocol === 'file' ? writeQueue(isBusy, busyTimeout) : undefined
  const write: SqlDatabase['write'] =
    queue === undefined ? runWrite : (statements) => queue(() => runWrite(statements))
  return replica ? { write, read: readPrimary, readReplica } : { write, read: readReplica }
}

/**
 * Creates a {@link Store} over a migrated libSQL database.
 *
 * @param client - as in {@link libsqlDatabase}
 */
export function libsqlStore(client: Client, options?: LibsqlOptions): Store {
  return sqlStore(libsqlDatabase(client, options))
}
