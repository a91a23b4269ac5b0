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
 * Migrates a database of `node:sqlite` to the latest schema, as `migrate` does for libSQL. Each migration is recorded in its
 * own transaction, so a failed migration changes nothing.
 */
export function migrateSqlite(database: DatabaseSync, migrations: readonly Migration[]): void {
  database.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT')
  for (const migration of migrations) applyMigration(database, migration)
}
