import { alignColumns } from '@export-buckets/cli-kit/help'
import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import type { StoredCluster } from '../../store/resources.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { Command } from '../command.ts'
import { databaseFlag, withDatabase } from '../database.ts'
import { parseProject, projectFlag } from '../project-flag.ts'

const columnTitles = ['NAME', 'TYPE', 'MONGODB', 'COLLECTIONS', 'BACKUP', 'CREATED']

function table(clusters: readonly StoredCluster[]): string {
  const rows = clusters.map((cluster) =>
    [
      cluster.name,
      cluster.clusterType,
      cluster.mongoDBMajorVersion,
      String(cluster.collections),
      cluster.backupEnabled ? 'yes' : 'no',
      cluster.createDate,
    ].map(escapeForTerminal),
  )
  return alignColumns([columnTitles, ...rows])
    .map((line) => `${line}\n`)
    .join('')
}

export const listClusters: Command = {
  name: 'clusters list',
  description: 'Lists the clusters of a project.',
  flags: [projectFlag, { name: 'json', description: 'print JSON' }, databaseFlag],
  examples: [
    'export-buckets-edge clusters list --project 32b6e34b3d91647abb20e7b8 --json | jq -r ".[].name"',
  ],
  async run(parsedArgs, context) {
    const groupId = parseProject(parsedArgs)
    const clusters = await withDatabase(parsedArgs, context, (database) =>
      sqlStore(database).resources({ kind: 'cluster', groupId }),
    )
    context.stdout.write(
      parsedArgs.isTrue('json') ? `${JSON.stringify(clusters, null, 2)}\n` : table(clusters),
    )
    return 0
  },
}
