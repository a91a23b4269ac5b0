import { migrate, readMigrations } from '../../store/migrate.ts'
import type { Command } from '../command.ts'
import { databaseOption, withDatabase } from '../database.ts'

export const migration: Command = {
  name: 'migrate',
  operand: '',
  about: 'Brings the database to the newest schema, and makes the file where there is none.',
  options: { database: databaseOption },
  examples: ['migrate', 'migrate --database libsql://database.example.com'],
  notes: ['D1 is migrated by wrangler d1 migrations apply, from the same files.'],
  async run(given, world) {
    await withDatabase(given, world, 'make it', (client) => migrate(client, readMigrations()))
    world.stderr.write('The database has the newest schema.\n')
  },
}
