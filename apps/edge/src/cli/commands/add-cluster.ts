import type { Flag } from '@export-buckets/cli-kit/arguments'
import { createCluster, defaultClusterProperties } from '../../simulation/create-cluster.ts'
import { clusterTypes } from '../../store/resources.ts'
import { insertResource } from '../../store/sql/resource-statements.ts'
import { parseClusterName } from '../cluster-name.ts'
import type { Command } from '../command.ts'
import { parseProject, projectFlag } from '../project-flag.ts'
import { changeFlags, writeOrExportSql } from '../write-or-export-sql.ts'
import { listClustersArguments } from './list-clusters.ts'

const defaults = defaultClusterProperties

const clusterFlags: readonly Flag[] = [
  {
    name: 'type',
    valueName: 'TYPE',
    description: `${clusterTypes.join(' or ')}; default: ${defaults.clusterType}`,
    choices: clusterTypes,
  },
  {
    name: 'collections',
    valueName: 'N',
    description: `the number of collections that an export job exports; default: ${defaults.collections}`,
    validate: (text) =>
      /^\d{1,9}$/.test(text) ? undefined : `expected a whole number, got ${JSON.stringify(text)}`,
  },
  {
    name: 'mongodb',
    valueName: 'VERSION',
    description: `the major version of MongoDB; default: ${defaults.mongoDBMajorVersion}`,
    validate: (text) =>
      /^\d+\.\d+$/.test(text)
        ? undefined
        : `expected a major version, such as 8.0, got ${JSON.stringify(text)}`,
  },
]

const example = 'export-buckets-edge clusters add'

export const addClusterCommand: Command = {
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
    const clusterType = clusterTypes.find((type) => type === parsedArgs.value('type'))
    const cluster = createCluster(Date.now(), name, {
      clusterType: clusterType ?? defaults.clusterType,
      collections: Number(parsedArgs.value('collections') ?? defaults.collections),
      mongoDBMajorVersion: parsedArgs.value('mongodb') ?? defaults.mongoDBMajorVersion,
    })
    const listCommand = listClustersArguments(groupId)
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
