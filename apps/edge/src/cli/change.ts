import type { Given } from '@export-buckets/command-line/arguments'
import type { Flag } from '@export-buckets/command-line/flag'
import { UsageError } from '@export-buckets/command-line/usage-error'
import type { SqlResult, SqlStatement } from '../store/sql-database.ts'
import { StoreUnavailableError } from '../store/store.ts'
import { databaseFlag, isRemote, withDatabase } from './database.ts'
import { fileProblem, withNewFile } from './new-file.ts'
import { sqlScript } from './sql-file.ts'
import { UnsettledError } from './unsettled-error.ts'
import type { World } from './world.ts'

/** The flags that say where a change goes. */
export const changeFlags: readonly Flag[] = [
  databaseFlag,
  {
    name: 'sql',
    value: 'FILE',
    about:
      'write the SQL to a new file instead, for wrangler d1 execute DB --remote --file FILE, or --local',
    problem: fileProblem,
  },
]

/** The file that a change is written to; `undefined` when it is made in the database. */
export function sqlFileIn(given: Given): string | undefined {
  const file = given.text('sql')
  if (file !== undefined && given.isGiven('database')) {
    throw new UsageError('--sql and --database: a change goes to one of them')
  }
  return file
}

function unsettled(cause: unknown): UnsettledError {
  return new UnsettledError(
    'nobody knows whether the database made the change: see "export-buckets-edge credentials list" when it is back',
    { cause },
  )
}

function write(
  given: Given,
  world: World,
  statements: readonly SqlStatement[],
): Promise<SqlResult[]> {
  return withDatabase(given, world, async (database) => {
    // A database that is not there is told from one that is lost before it answers.
    await database.read([{ sql: 'SELECT 1', args: [] }])
    return database.write(statements).catch((cause: unknown) => {
      const isLost = cause instanceof StoreUnavailableError && isRemote(given, world)
      throw isLost ? unsettled(cause) : cause
    })
  })
}

/**
 * Makes a change in the database, or writes it to a file.
 *
 * @returns how many rows were changed; `undefined` when nobody knows yet
 * @throws UnsettledError when the answer of a database on another machine got lost
 */
export async function change(
  given: Given,
  world: World,
  statements: readonly SqlStatement[],
): Promise<number | undefined> {
  const file = sqlFileIn(given)
  if (file === undefined) {
    const results = await write(given, world, statements)
    return results.reduce((sum, { changes }) => sum + changes, 0)
  }
  await withNewFile(file, sqlScript(statements), async () => undefined)
  world.stderr.write(
    `Nothing is changed yet: run "wrangler d1 execute DB --remote --file ${file}", or with --local in the place of --remote for the database of "wrangler dev". Then remove the file.\n`,
  )
  return undefined
}
