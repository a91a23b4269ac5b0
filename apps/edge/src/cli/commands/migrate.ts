import type { Command } from '../command.ts'
import { databaseFlag, migrateDatabase } from '../database.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  description:
    'Migrates a database to the latest schema, and creates a missing file. For D1: "wrangler d1 migrations apply".',
  flags: [databaseFlag],
  examples: [
    'DATABASE_AUTH_TOKEN=… export-buckets-edge migrate --database libsql://example.turso.io',
  ],
  async run(parsedArgs, context) {
    await migrateDatabase(parsedArgs, context)
    context.stderr.write('The database has the latest schema.\n')
    return 0
  },
}
