import type { Client, InStatement, ResultSet, TransactionMode } from '@libsql/client'
import { guard } from './availability.ts'
import type { SqlDatabase, SqlResult, SqlStatement } from './sql-database.ts'
import { sqlStore } from './sql-store.ts'
import type { Store } from './store.ts'

const asInStatement = ({ sql, args }: SqlStatement): InStatement => ({ sql, args: [...args] })
const resultOf = ({ rows, rowsAffected }: ResultSet): SqlResult => ({ rows, changes: rowsAffected })

/** How a libSQL database is read. */
export interface LibsqlOptions {
  /**
   * Whether the address leads to a replica, such as one of `sqld`, which may lag behind its primary. Reads that must not be
   * old are then made in write transactions, which a replica hands on to the primary. Default: false.
   */
  readonly replica?: boolean
}

/**
 * Makes a {@link SqlDatabase} of an embedded file (`file:…`) or a remote libSQL server.
 *
 * @param client - of `@libsql/client`; whoever made it closes it
 */
export function libsqlDatabase(
  client: Client,
  { replica = false }: LibsqlOptions = {},
): SqlDatabase {
  const guarded = guard(client)
  const inTransaction = (statements: readonly SqlStatement[], mode: TransactionMode) =>
    guarded(async () => (await client.batch(statements.map(asInStatement), mode)).map(resultOf))
  const run = (statements: readonly SqlStatement[], mode: TransactionMode) => {
    const [only, ...more] = statements
    // A statement by itself is a transaction; BEGIN and COMMIT would cost more than it does.
    return only !== undefined && more.length === 0
      ? guarded(async () => [resultOf(await client.execute(asInStatement(only)))])
      : inTransaction(statements, mode)
  }
  return {
    write: (statements) => run(statements, 'write'),
    read: (statements) => (replica ? inTransaction(statements, 'write') : run(statements, 'read')),
    ...(replica && { readNearby: (statements) => run(statements, 'read') }),
  }
}

/**
 * Makes a {@link Store} over libSQL. The database must be migrated.
 *
 * @param client - of `@libsql/client`; whoever made it closes it
 */
export function libsqlStore(client: Client, options?: LibsqlOptions): Store {
  return sqlStore(libsqlDatabase(client, options))
}
