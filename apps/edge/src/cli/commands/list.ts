import { alignColumns } from '@export-buckets/cli-kit/help'
import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import type { ProjectGrant } from '../../lib/project-grant.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { ListedCredential } from '../../store/store.ts'
import type { Command } from '../command.ts'
import { kindName } from '../credential-kind.ts'
import { databaseFlag, withDatabase } from '../database.ts'

const columnTitles = ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'CLUSTERS', 'FROM']

const joinOrAll = (values: readonly string[] | undefined) =>
  values === undefined ? 'all' : values.join(',') || 'none'

function toRow({ kind, id, accessList }: ListedCredential, grant?: ProjectGrant): string[] {
  const from = accessList === undefined ? 'anywhere' : joinOrAll(accessList)
  const grantColumns =
    grant === undefined
      ? ['none', 'none', 'none', 'none', 'none']
      : [
          grant.groupId,
          joinOrAll(grant.roles),
          joinOrAll(grant.operations),
          joinOrAll(grant.exportBucketIds),
          joinOrAll(grant.clusterNames),
        ]
  return [kindName(kind), id, ...grantColumns, from].map(escapeForTerminal)
}

/** Formats one row for each grant. */
function table(credentials: readonly ListedCredential[]): string {
  const rows = credentials.flatMap((credential) =>
    credential.grants.length === 0
      ? [toRow(credential)]
      : credential.grants.map((grant) => toRow(credential, grant)),
  )
  return alignColumns([columnTitles, ...rows])
    .map((line) => `${line}\n`)
    .join('')
}

export const list: Command = {
  name: 'credentials list',
  description: 'Lists credentials and their grants, without hashes.',
  flags: [{ name: 'json', description: 'print JSON' }, databaseFlag],
  examples: ['export-buckets-edge credentials list --json | jq -r ".[].id"'],
  async run(parsedArgs, context) {
    const credentials = await withDatabase(parsedArgs, context, (database) =>
      sqlStore(database).credentials(),
    )
    context.stdout.write(
      parsedArgs.isTrue('json') ? `${JSON.stringify(credentials, null, 2)}\n` : table(credentials),
    )
    return 0
  },
}
