import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Flag } from '@export-buckets/cli-kit/flag'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import type { SqlResult, SqlStatement } from '../store/sql/sql-database.ts'
import { StoreUnavailableError } from '../store/store.ts'
import type { CliContext } from './context.ts'
import { newFileProblem, withNewFile } from './create-file.ts'
import { databaseFlag, isRemote, withDatabase } from './database.ts'
import { IndeterminateError } from './indeterminate-error.ts'
import { sqlScript } from './sql-script.ts'

/** The flags that say where a change goes. */
export const changeFlags: readonly Flag[] = [
  databaseFlag,
  {
    name: 'sql',
    valueName: 'FILE',
    description:
      'write the SQL to a new file instead, for wrangler d1 execute DB --remote --file FILE, or --local',
    validate: newFileProblem,
  },
]

/** The file that a change is written to; `undefined` when it is made in the database. */
export function parseSqlFile(parsedArgs: ParsedArguments): string | undefined {
  const file = parsedArgs.value('sql')
  if (file !== undefined && parsedArgs.has('database')) {
    throw new UsageError('--sql and --database: a change goes to one of them')
  }
  return file
}

function indeterminate(cause: unknown): IndeterminateError {
  return new IndeterminateError(
    'nobody knows whether the database made the change: see "export-buckets-edge credentials list" when it is back',
    { cause },
  )
}

function writeToDatabase(
  parsedArgs: ParsedArguments,
  context: CliContext,
  statements: readonly SqlStatement[],
): Promise<SqlResult[]> {
  return withDatabase(parsedArgs, context, async (database) => {
    // A database that is not there is told from one that is lost before it answers.
    await database.read([{ sql: 'SELECT 1', args: [] }])
    return database.write(statements).catch((cause: unknown) => {
      const isIndeterminate =
        cause instanceof StoreUnavailableError && isRemote(parsedArgs, context)
      throw isIndeterminate ? indeterminate(cause) : cause
    })
  })
}

/**
 * Makes a change in the database, or writes it to a file.
 *
 * @returns how many rows were changed; `undefined` when nobody knows yet
 * @throws UnsettledError when the answer of a database on another machine got lost
 */
export async function writeOrExportSql(
  parsedArgs: ParsedArguments,
  context: CliContext,
  statements: readonly SqlStatement[],
): Promise<number | undefined> {
  const file = parseSqlFile(parsedArgs)
  if (file === undefined) {
    const results = await writeToDatabase(parsedArgs, context, statements)
    return results.reduce((sum, { changes }) => sum + changes, 0)
  }
  await withNewFile(file, sqlScript(statements), async () => undefined)
  context.stderr.write(
    `Nothing is changed yet: run "wrangler d1 execute DB --remote --file ${file}", or with --local in the place of --remote for the database of "wrangler dev". Then remove the file.\n`,
  )
  return undefined
}
