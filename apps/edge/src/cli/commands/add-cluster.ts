import type { Flag } from '@export-buckets/cli-kit/arguments'
import { createCluster } from '../../simulation/create-cluster.ts'
import { insertResource } from '../../store/sql/resource-statements.ts'
import { parseClusterName } from '../cluster-name.ts'
import type { Command } from '../command.ts'
import { parseProject, projectFlag } from '../project-flag.ts'
import { changeFlags, writeOrExportSql } from '../write-or-export-sql.ts'

const clusterFlags: readonly Flag[] = [
  {
    name: 'type',
    valueName: 'TYPE',
    description: 'REPLICASET or SHARDED; default: REPLICASET',
    choices: ['REPLICASET', 'SHARDED'],
  },
  {
    name: 'collections',
    valueName: 'N',
    description: 'the number of collections, which an export job counts; default: 12',
    validate: (text) =>
      /^\d{1,9}$/.test(text) ? undefined : `expected a whole number, got ${JSON.stringify(text)}`,
  },
  {
    name: 'mongodb',
    valueName: 'VERSION',
    description: 'the major version of MongoDB; default: 8.0',
    validate: (text) =>
      /^\d+\.\d+$/.test(text)
        ? undefined
        : `expected a major version, such as 8.0, got ${JSON.stringify(text)}`,
  },
]

const example = 'export-buckets-edge clusters add'

export const addCluster: Command = {
  name: 'clusters add',
  description:
    'Adds a cluster with cloud backup to a project. It exists only in the database of the server.',
  positional: { name: 'NAME' },
  flags: [projectFlag, ...clusterFlags, ...changeFlags],
  examples: [
    `${example} Cluster0 --project 32b6e34b3d91647abb20e7b8`,
    `${example} Orders --project 32b6e34b3d91647abb20e7b8 --type SHARDED --collections 105`,
  ],
  async run(parsedArgs, context) {
    const groupId = parseProject(parsedArgs)
    const name = parseClusterName(parsedArgs)
    const cluster = createCluster(Date.now(), {
      name,
      clusterType: parsedArgs.value('type') === 'SHARDED' ? 'SHARDED' : 'REPLICASET',
      collections: Number(parsedArgs.value('collections') ?? 12),
      mongoDBMajorVersion: parsedArgs.value('mongodb') ?? '8.0',
    })
    const listCommand = `clusters list --project ${groupId}`
    const statement = insertResource({ kind: 'cluster', groupId, id: name }, cluster)
    const changedRows = await writeOrExportSql(parsedArgs, context, [statement], listCommand)
    if (changedRows === 0) {
      throw new Error(
        `the project has a cluster named ${JSON.stringify(name)} already; "export-buckets-edge ${listCommand}" shows all`,
      )
    }
    if (changedRows !== undefined) context.stderr.write(`Added ${JSON.stringify(name)}.\n`)
    return 0
  },
}
