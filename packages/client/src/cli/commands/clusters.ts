import type { Command } from '../command.ts'
import { operationCommand } from '../define-command.ts'
import { clusterInput, projectInput } from '../input.ts'
import { fetchList } from '../list.ts'
import { clusterTable } from '../tables.ts'

/** The commands on clusters. */
export const clusterCommands: readonly Command[] = [
  operationCommand({
    name: 'cluster list',
    operationId: 'listGroupClusters',
    description: 'Prints the clusters of a project.',
    table: clusterTable,
    examples: ["export-buckets cluster list | jq -r '.results[].name'"],
    fetch: (call) =>
      fetchList('listGroupClusters', call, 'clusters', (paging) =>
        call.atlas.clusters.list({
          ...projectInput(call),
          ...paging,
          includeDeletedWithRetainedBackups: call.parsedArgs.isTrue(
            'includeDeletedWithRetainedBackups',
          ),
        }),
      ),
  }),
  operationCommand({
    name: 'cluster get',
    operationId: 'getGroupCluster',
    description: 'Prints one cluster.',
    examples: ['export-buckets cluster get --clusterName Cluster0'],
    fetch: (call) => call.atlas.clusters.get(clusterInput(call)),
  }),
]
