import { libsqlDatabase } from '../store/libsql.ts'
import type { SqlStatement } from '../store/sql-database.ts'
import type { Given } from './arguments.ts'
import type { Option } from './command.ts'
import { databaseOption, withDatabase } from './database.ts'
import { UsageError } from './errors.ts'
import { writePrivateFile } from './private-file.ts'
import { sqlText } from './sql-text.ts'
import type { World } from './world.ts'

/** The options of a command that changes the database. */
export const changeOptions: Readonly<Record<'database' | 'sql', Option>> = {
  database: databaseOption,
  sql: {
    value: 'FILE',
    about: 'write the SQL there instead, for wrangler d1 execute NAME --file FILE',
  },
}

/**
 * Makes a change in the database, or writes its SQL to the file that `--sql` names.
 *
 * @returns whether it changed anything; of SQL that is yet to be run, nobody knows
 */
export async function change(
  statement: SqlStatement,
  given: Given,
  world: World,
): Promise<boolean | undefined> {
  const file = given.text('sql')
  if (file === undefined) {
    return withDatabase(given, world, 'fail', async (client) => {
      const [result] = await libsqlDatabase(client).write([statement])
      return (result?.changes ?? 0) > 0
    })
  }
  if (given.text('database') !== undefined) {
    throw new UsageError('--sql writes a file instead of a database: give it or --database')
  }
  writePrivateFile(file, sqlText(statement))
  world.stderr.write(
    `Nothing is changed before the SQL is run: wrangler d1 execute NAME --remote --file ${file}\n`,
  )
  return undefined
}
