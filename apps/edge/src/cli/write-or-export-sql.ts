import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { StoreUnavailableError } from '../lib/store-unavailable-error.ts'
import type { SqlResult, SqlStatement } from '../store/sql/sql-database.ts'
import type { CliContext } from './command.ts'
import { databaseFlag, isRemote, withDatabase } from './database.ts'
import { IndeterminateError } from './errors.ts'
import { newFileProblem, sqlScript, withNewFile } from './files.ts'

/** The flags for the destination of a change. */
export const changeFlags: readonly Flag[] = [
  databaseFlag,
  {
    name: 'sql',
    valueName: 'FILE',
    description:
      'write the SQL to a new file instead, for "wrangler d1 execute DB --remote --file FILE", or --local',
    validate: newFileProblem,
  },
]

/** Returns the file for a change, or `undefined` when the change is made in the database. */
export function parseSqlFile(parsedArgs: ParsedArguments): string | undefined {
  const file = parsedArgs.value('sql')
  if (file !== undefined && parsedArgs.has('database')) {
    throw new UsageError('--sql and --database: expected only one of them')
  }
  return file
}

function indeterminate(listCommand: string, cause: unknown): IndeterminateError {
  return new IndeterminateError(
    `the connection to the database was lost; the change may or may not have been made: check "export-buckets-edge ${listCommand}" when the database is available`,
    { cause },
  )
}

function writeToDatabase(
  parsedArgs: ParsedArguments,
  context: CliContext,
  statements: readonly SqlStatement[],
  listCommand: string,
): Promise<SqlResult[]> {
  return withDatabase(parsedArgs, context, async (database) => {
    // Probes first, to distinguish an unreachable database from a connection lost during the write.
    await database.read([{ sql: 'SELECT 1', args: [] }])
    return database.write(statements).catch((cause: unknown) => {
      const isIndeterminate =
        cause instanceof StoreUnavailableError && isRemote(parsedArgs, context)
      throw isIndeterminate ? indeterminate(listCommand, cause) : cause
    })
  })
}

/**
 * Makes a change in the database, or writes its SQL to a file.
 *
 * @param listCommand - the command that shows whether the change was made
 * @returns the number of changed rows, or `undefined` for a file
 * @throws IndeterminateError when the connection to a remote database is lost during the write
 */
export async function writeOrExportSql(
  parsedArgs: ParsedArguments,
  context: CliContext,
  statements: readonly SqlStatement[],
  listCommand: string,
): Promise<number | undefined> {
  const file = parseSqlFile(parsedArgs)
  if (file === undefined) {
    const results = await writeToDatabase(parsedArgs, context, statements, listCommand)
    return results.reduce((sum, { changes }) => sum + changes, 0)
  }
  await withNewFile(file, sqlScript(statements), async () => undefined)
  context.stderr.write(
    `Nothing is changed yet: run "wrangler d1 execute DB --remote --file ${file}" (--local instead of --remote for the database of "wrangler dev"), then remove the file.\n`,
  )
  return undefined
}
