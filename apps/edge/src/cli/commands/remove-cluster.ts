import { deleteCluster } from '../../store/sql/resource-statements.ts'
import { parseClusterName } from '../cluster-name.ts'
import type { Command } from '../command.ts'
import { parseProject, projectFlag } from '../project-flag.ts'
import { changeFlags, writeOrExportSql } from '../write-or-export-sql.ts'
import { listClustersArguments } from './list-clusters.ts'

export const removeClusterCommand: Command = {
  name: 'clusters remove',
  description: 'Removes a cluster with its snapshots, export jobs and schedule from a project.',
  positional: { name: 'NAME' },
  flags: [projectFlag, ...changeFlags],
  examples: ['export-buckets-edge clusters remove Cluster0 --project 32b6e34b3d91647abb20e7b8'],
  async run(parsedArgs, context) {
    const groupId = parseProject(parsedArgs)
    const name = parseClusterName(parsedArgs)
    const listCommand = listClustersArguments(groupId)
    const statements = deleteCluster(groupId, name)
    const changedRows = await writeOrExportSql(parsedArgs, context, statements, listCommand)
    if (changedRows === 0) {
      throw new Error(
        `the project has no cluster named ${JSON.stringify(name)}; "export-buckets-edge ${listCommand}" shows all`,
      )
    }
    if (changedRows !== undefined) context.stderr.write(`Removed ${JSON.stringify(name)}.\n`)
    return 0
  },
}
