import type { GroupId } from '@export-buckets/core'
import type { StoredCluster } from '../../store/resources.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { Command } from '../command.ts'
import { databaseFlag, withDatabase } from '../database.ts'
import { jsonFlag, printTable } from '../print-table.ts'
import { parseProject, projectFlag } from '../project-flag.ts'

const columnTitles = ['NAME', 'TYPE', 'MONGODB', 'COLLECTIONS', 'BACKUP', 'CREATED']

function toRow(cluster: StoredCluster): string[] {
  return [
    cluster.name,
    cluster.clusterType,
    cluster.mongoDBMajorVersion,
    String(cluster.collections),
    cluster.backupEnabled ? 'yes' : 'no',
    cluster.createDate,
  ]
}

export const listClustersCommand: Command = {
  name: 'clusters list',
  description: 'Lists the clusters of a project.',
  flags: [projectFlag, jsonFlag, databaseFlag],
  examples: [
    'export-buckets-edge clusters list --project 32b6e34b3d91647abb20e7b8 --json | jq -r ".[].name"',
  ],
  async run(parsedArgs, context) {
    const groupId = parseProject(parsedArgs)
    const clusters = await withDatabase(parsedArgs, context, (database) =>
      sqlStore(database).resources({ kind: 'cluster', groupId }),
    )
    printTable(parsedArgs, context, clusters, [columnTitles, ...clusters.map(toRow)])
    return 0
  },
}

/** Returns the arguments of the program that list the clusters of a project. */
export function listClustersArguments(groupId: GroupId): string {
  return `${listClustersCommand.name} --${projectFlag.name} ${groupId}`
}
