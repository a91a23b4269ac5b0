import type { Command } from '../command.ts'
import { customDataFlag } from '../custom-data.ts'
import { operationCommand, workflowCommand } from '../define-command.ts'
import { createExportRun, startExportJob, toJobResult, watchExportJob } from '../export-run.ts'
import { exportBucketIdFlag, snapshotIdFlag } from '../flags.ts'
import { clusterInput, exportJobInput, requestBody } from '../input.ts'
import { fetchList } from '../list.ts'
import { jobTable } from '../tables.ts'
import { assertTimeoutIsUsed, timeoutFlag, watchFlags } from '../wait-limit.ts'

const jobExample = '--clusterName Cluster0 --exportId 68a5b2c3d4e5f60718293a4d'

/** The commands on the export jobs of a cluster. */
export const jobCommands: readonly Command[] = [
  operationCommand({
    name: 'job list',
    operationId: 'listGroupClusterBackupExports',
    description:
      'Prints the export jobs of a cluster, in no particular order. Jobs of auto export are among them.',
    table: jobTable,
    examples: ['export-buckets job list --clusterName Cluster0'],
    fetch: (call) =>
      fetchList('listGroupClusterBackupExports', call, 'export jobs', (paging) =>
        call.atlas.exportJobs.list({ ...clusterInput(call), ...paging }),
      ),
  }),
  operationCommand({
    name: 'job get',
    operationId: 'getGroupClusterBackupExport',
    description: 'Prints one export job.',
    examples: [`export-buckets job get ${jobExample}`],
    fetch: (call) => call.atlas.exportJobs.get(exportJobInput(call)),
  }),
  workflowCommand({
    name: 'job create',
    operationId: 'createGroupClusterBackupExport',
    alsoCalls: ['getGroupClusterBackupExport'],
    description: 'Starts the export of a snapshot, and prints the job.',
    body: [exportBucketIdFlag, snapshotIdFlag, customDataFlag],
    flags: watchFlags('wait until the job ends'),
    examples: [
      'export-buckets job create --clusterName Cluster0 --exportBucketId 64f1a2b3c4d5e6f708192a3b --snapshotId 68a5b2c3d4e5f60718293a4c',
    ],
    async run(call) {
      assertTimeoutIsUsed(call.parsedArgs, 'watch')
      const input = clusterInput(call)
      const body = requestBody('createGroupClusterBackupExport', call)
      const run = createExportRun(call, input.clusterName)
      return toJobResult(await startExportJob(run, input, body))
    },
  }),
  workflowCommand({
    name: 'job watch',
    operationId: 'getGroupClusterBackupExport',
    description: 'Waits until an export job ends, and prints it.',
    flags: [timeoutFlag],
    examples: [`export-buckets job watch ${jobExample} --timeout 7200`],
    async run(call) {
      const input = exportJobInput(call)
      const run = createExportRun(call, input.clusterName)
      return toJobResult(await watchExportJob(run, input))
    },
  }),
]
