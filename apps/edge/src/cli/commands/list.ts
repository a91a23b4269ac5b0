import type { ProjectGrant } from '../../lib/project-grant.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { ListedCredential } from '../../store/store.ts'
import type { Command } from '../command.ts'
import { kindName } from '../credential-kind.ts'
import { databaseFlag, withDatabase } from '../database.ts'
import { jsonFlag, printTable } from '../print-table.ts'

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
  return [kindName(kind), id, ...grantColumns, from]
}

/** Returns a row for each grant of a credential. */
function toRows(credential: ListedCredential): string[][] {
  const { grants } = credential
  return grants.length === 0 ? [toRow(credential)] : grants.map((grant) => toRow(credential, grant))
}

export const listCommand: Command = {
  name: 'credentials list',
  description: 'Lists credentials and their grants, without hashes.',
  flags: [jsonFlag, databaseFlag],
  examples: ['export-buckets-edge credentials list --json | jq -r ".[].id"'],
  async run(parsedArgs, context) {
    const credentials = await withDatabase(parsedArgs, context, (database) =>
      sqlStore(database).credentials(),
    )
    printTable(parsedArgs, context, credentials, [columnTitles, ...credentials.flatMap(toRows)])
    return 0
  },
}
