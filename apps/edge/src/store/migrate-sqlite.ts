import type { DatabaseSync } from 'node:sqlite'
import type { Migration } from './migrate.ts'

function applyMigration(database: DatabaseSync, { name, sql }: Migration): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    const applied = database.prepare('SELECT 1 FROM migration WHERE name = ?').get(name)
    if (applied === undefined) {
      database.exec(sql)
      database.prepare('INSERT INTO migration (name) VALUES (?)').run(name)
    }
    database.exec('COMMIT')
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
  }
}

/**
 * Brings a database of `node:sqlite` to the newest schema, as `migrate` does one of libSQL. Each step is one transaction,
 * and is recorded in it; a step that fails leaves nothing behind.
 */
export function migrateSqlite(database: DatabaseSync, migrations: readonly Migration[]): void {
  database.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT')
  for (const migration of migrations) applyMigration(database, migration)
}
