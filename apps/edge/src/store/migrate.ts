import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@libsql/client'

/** A migration of the schema. */
export interface Migration {
  /** The name of its file. Migrations run once, in the order of their names. */
  readonly name: string
  readonly sql: string
}

const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations')

/** Reads the `.sql` files of a folder. Default: the migrations of this package. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
}

/**
 * Migrates a database to the latest schema. Each migration is recorded in its own transaction, so a failed migration changes
 * nothing.
 */
export async function migrate(client: Client, migrations: readonly Migration[]): Promise<void> {
  await client.execute('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT')
  for (const { name, sql } of migrations) {
    const transaction = await client.transaction('write')
    try {
      const { rows } = await transaction.execute({
        sql: 'SELECT 1 FROM migration WHERE name = ?',
        args: [name],
      })
      if (rows.length === 0) {
        await transaction.executeMultiple(sql)
        await transaction.execute({ sql: 'INSERT INTO migration (name) VALUES (?)', args: [name] })
      }
      await transaction.commit()
    } finally {
      transaction.close()
    }
  }
}
