import { join } from 'node:path'
import { emptyTables } from '@export-buckets/test-support/empty-tables'
import { Miniflare } from 'miniflare'
import type { D1Binding } from '../src/store/drivers/d1.ts'
import { readMigrations } from '../src/store/migrate.ts'

const emptyWorker = 'export default { fetch: () => new Response(null, { status: 404 }) }'

type D1Connection = Pick<D1Binding, 'prepare' | 'batch'>

/**
 * Returns the connection with a `batch` that refers to its statements until it ends. Miniflare frees an object in workerd
 * when its proxy here is garbage-collected, even during a call that uses it.
 */
function retainStatements(connection: D1Connection): D1Connection {
  const pendingBatches = new Set<unknown>()
  return {
    prepare: (sql) => connection.prepare(sql),
    async batch(statements) {
      const pending = { connection, statements }
      pendingBatches.add(pending)
      try {
        return await connection.batch(statements)
      } finally {
        pendingBatches.delete(pending)
      }
    },
  }
}

/** D1 databases in the runtime of Cloudflare Workers, without a schema. */
export class D1Databases implements AsyncDisposable {
  readonly #miniflare: Miniflare

  /**
   * @param names - the name of each database
   * @param persistPath - the folder that wrangler gets as `--persist-to`. Default: in memory
   */
  constructor(names: readonly string[], persistPath?: string) {
    this.#miniflare = new Miniflare({
      modules: true,
      script: emptyWorker,
      d1Databases: [...names],
      ...(persistPath !== undefined && { d1Persist: join(persistPath, 'v3', 'd1') }),
    })
  }

  /** Returns the binding of a database. */
  async database(name: string): Promise<D1Binding> {
    const database: D1Binding = await this.#miniflare.getD1Database(name)
    return {
      ...retainStatements(database),
      withSession(constraintOrBookmark) {
        const session = database.withSession(constraintOrBookmark)
        return { ...retainStatements(session), getBookmark: () => session.getBookmark() }
      },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#miniflare.dispose()
  }
}

/** Runs the migrations from `from` to before `to`. Default: all. */
export async function migrateD1(database: D1Binding, from = 0, to?: number): Promise<void> {
  await database.batch(
    readMigrations()
      .slice(from, to)
      .map(({ sql }) => database.prepare(sql)),
  )
}

const run = (database: D1Binding, statements: readonly string[]) =>
  database.batch(statements.map((sql) => database.prepare(sql)))

/** Deletes all rows. */
export async function clearD1(database: D1Binding): Promise<void> {
  await run(database, emptyTables)
}

/** The columns to copy, by table. `export_bucket` has others, which are generated. */
const columns = Object.entries({
  credential: '*',
  export_bucket: 'group_id, id, body',
  resource: '*',
})

/** Saves credentials and resources for {@link restoreD1}. */
export async function saveD1(database: D1Binding): Promise<void> {
  const save = ([table, names]: [string, string]) =>
    `CREATE TABLE saved_${table} AS SELECT ${names} FROM ${table}`
  await run(database, columns.map(save))
}

/** Restores the saved rows and deletes all others. */
export async function restoreD1(database: D1Binding): Promise<void> {
  const restore = ([table, names]: [string, string]) => {
    const into = names === '*' ? table : `${table} (${names})`
    return `INSERT INTO ${into} SELECT * FROM saved_${table}`
  }
  await run(database, [...emptyTables, ...columns.map(restore)])
}
