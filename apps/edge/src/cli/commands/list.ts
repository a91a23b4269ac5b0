import { printable } from '@export-buckets/command-line/style'
import { aligned } from '@export-buckets/command-line/table'
import type { ProjectGrant } from '../../store/grant.ts'
import { sqlStore } from '../../store/sql-store.ts'
import type { ListedCredential } from '../../store/store.ts'
import type { Command } from '../command.ts'
import { databaseFlag, withDatabase } from '../database.ts'
import { wordOf } from '../kind.ts'

const head = ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'FROM']

const all = (values: readonly string[] | undefined) =>
  values === undefined ? 'all' : values.join(',') || 'none'

function rowOf({ kind, id, accessList }: ListedCredential, grant?: ProjectGrant): string[] {
  const from = accessList === undefined ? 'anywhere' : all(accessList)
  const what =
    grant === undefined
      ? ['none', 'none', 'none', 'none']
      : [grant.groupId, all(grant.roles), all(grant.operations), all(grant.exportBucketIds)]
  return [wordOf(kind), id, ...what, from].map(printable)
}

/** A row for each grant. */
function table(credentials: readonly ListedCredential[]): string {
  const rows = credentials.flatMap((credential) =>
    credential.grants.length === 0
      ? [rowOf(credential)]
      : credential.grants.map((grant) => rowOf(credential, grant)),
  )
  return aligned([head, ...rows])
    .map((line) => `${line}\n`)
    .join('')
}

export const list: Command = {
  name: 'credentials list',
  about: 'Shows credentials and what they may do; never a hash.',
  flags: [{ name: 'json', about: 'as JSON' }, databaseFlag],
  examples: ['export-buckets-edge credentials list --json | jq -r ".[].id"'],
  async run(given, world) {
    const found = await withDatabase(given, world, (database) => sqlStore(database).credentials())
    world.stdout.write(given.isTrue('json') ? `${JSON.stringify(found, null, 2)}\n` : table(found))
  },
}
