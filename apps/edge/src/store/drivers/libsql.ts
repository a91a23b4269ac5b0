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

/** How a libSQL database is read, and a file written. */
export interface LibsqlOptions extends WriteOptions {
  /**
   * Whether the address leads to a replica, such as one of `sqld`, which may lag behind its primary. Reads that must not be
   * old then go to the primary. Default: false.
   */
  readonly replica?: boolean
}

/**
 * A replica hands a batch on to its primary when something in it may write; that it begins a write transaction is not
 * enough (`is_read_only` in libsql-server/src/query_analysis.rs). This writes nothing.
 */
const forwardToPrimary: SqlStatement = { sql: 'DELETE FROM revoked_token WHERE 0', args: [] }

/**
 * Makes a {@link SqlDatabase} of an embedded file (`file:…`) or a remote libSQL server.
 *
 * @param client - of `@libsql/client`; whoever made it closes it. Make that of a file without a `timeout`, with which each
 *   statement that finds the file locked would stop the whole process for so long, and put it in `journal_mode = WAL`, with
 *   which reads find no lock
 */
export function libsqlDatabase(
  client: Client,
  { replica = false, busyTimeout }: LibsqlOptions = {},
): SqlDatabase {
  const mapErrors = createErrorMapper(client)
  const run = (statements: readonly SqlStatement[], mode: TransactionMode) =>
    mapErrors(async () => {
      const [single, ...others] = statements
      // A statement by itself is a transaction; BEGIN and COMMIT would cost more than it does.
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
  // A server waits for its own locks.
  const queue = client.protocol === 'file' ? writeQueue(isBusy, busyTimeout) : undefined
  const write: SqlDatabase['write'] =
    queue === undefined ? runWrite : (statements) => queue(() => runWrite(statements))
  return replica ? { write, read: readPrimary, readReplica } : { write, read: readReplica }
}

/**
 * Makes a {@link Store} over libSQL. The database must be migrated.
 *
 * @param client - as {@link libsqlDatabase} wants it
 */
export function libsqlStore(client: Client, options?: LibsqlOptions): Store {
  return sqlStore(libsqlDatabase(client, options))
}
