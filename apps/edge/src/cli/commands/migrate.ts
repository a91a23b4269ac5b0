import type { Command } from '../command.ts'
import { databaseFlag, migrateDatabase } from '../database.ts'

export const migrate: Command = {
  name: 'migrate',
  about:
    'Brings a database to the newest schema; makes a file that is not there. For D1: wrangler d1 migrations apply.',
  flags: [databaseFlag],
  examples: [
    'DATABASE_AUTH_TOKEN=… export-buckets-edge migrate --database libsql://example.turso.io',
  ],
  async run(parsedArgs, context) {
    await migrateDatabase(parsedArgs, context)
    context.stderr.write('The database has the newest schema.\n')
  },
}
