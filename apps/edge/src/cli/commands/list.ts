import type { ProjectGrant } from '../../store/grant.ts'
import { sqlStore } from '../../store/sql-store.ts'
import type { ListedCredential } from '../../store/store.ts'
import { flagValue } from '../arguments.ts'
import type { Command } from '../command.ts'
import { databaseFlag, withDatabase } from '../database.ts'

const head = ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'FROM']

/** Whatever is in the database, a line stays a line, and leaves the terminal as it is. */
const printable = (text: string) =>
  text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

const all = (values: readonly string[] | undefined) =>
  values === undefined ? 'all' : values.join(',') || 'none'

function rowOf({ kind, id, accessList }: ListedCredential, grant?: ProjectGrant): string[] {
  const from = accessList === undefined ? 'anywhere' : all(accessList)
  const what =
    grant === undefined
      ? ['none', 'none', 'none', 'none']
      : [grant.groupId, all(grant.roles), all(grant.operations), all(grant.exportBucketIds)]
  return [kind.replace(' ', '-'), id, ...what, from].map(printable)
}

/** A row for each grant. */
function table(credentials: readonly ListedCredential[]): string {
  const rows = credentials.flatMap((credential) =>
    credential.grants.length === 0
      ? [rowOf(credential)]
      : credential.grants.map((grant) => rowOf(credential, grant)),
  )
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  return [head, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}

export const list: Command = {
  name: 'credentials list',
  about: 'Shows credentials and what they may do; never a hash.',
  flags: [{ name: 'json', about: 'as JSON' }, databaseFlag],
  examples: ['export-buckets-edge credentials list --json | jq -r ".[].id"'],
  async run(given, world) {
    const found = await withDatabase(given, world, (database) => sqlStore(database).credentials())
    const isJson = flagValue(given, 'json') !== undefined
    world.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : table(found))
  },
}
