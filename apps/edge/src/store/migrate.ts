import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@libsql/client'

/** One step of the schema. */
export interface Migration {
  /** Its file's name; steps run in the order of their names, each once. */
  readonly name: string
  readonly sql: string
}

const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations')

/** Reads the `.sql` files of a folder; by default, of the one that this package brings along. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
}

/**
 * Brings a database to the newest schema. Each step is one transaction, and is recorded in it; a step that fails
 * leaves nothing behind.
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
