import { UsageError } from '@export-buckets/cli-kit/arguments'
import { errorMessage } from '@export-buckets/cli-kit/terminal'
import type { ExportJob } from '@export-buckets/core'
import type { ClusterParams } from '../../call-options.ts'
import type { Command, CommandCall, CommandResult } from '../command.ts'
import { customDataFlag, toLabels } from '../custom-data.ts'
import { workflowCommand } from '../define-command.ts'
import { createExportRun, type ExportRun, startExportJob, toJobResult } from '../export-run.ts'
import { clusterNameFlag, exportBucketIdFlag, snapshotIdFlag } from '../flags.ts'
import { projectInput } from '../input.ts'
import { findNewestSnapshot, frequencyTypeFlag } from '../snapshots.ts'
import { exportTable } from '../tables.ts'
import { type WaitResult, waitForSnapshot, waitForStart } from '../wait.ts'
import { assertTimeoutIsUsed, watchFlags } from '../wait-limit.ts'

/** Asserts that at most one flag selects a snapshot. @throws UsageError for flags that exclude each other */
function assertSnapshotFlags({ parsedArgs }: CommandCall): void {
  const sources = ['snapshotId', 'take', 'frequencyType'].filter((name) => parsedArgs.has(name))
  if (sources.length > 1) {
    const names = sources.map((name) => `--${name}`).join(' and ')
    throw new UsageError(`${names} cannot be combined`)
  }
  if (parsedArgs.has('snapshotId') && parsedArgs.values('clusterName').length > 1)
    throw new UsageError(
      '--snapshotId is the id of a snapshot of one cluster: use --clusterName once',
    )
  assertTimeoutIsUsed(parsedArgs, 'watch', 'take')
}

/** Returns the snapshot to export, or the failure that explains why there is none. */
async function selectSnapshot(
  { call, limit, progress }: ExportRun,
  params: ClusterParams,
): Promise<WaitResult<{ readonly id: string }>> {
  const { clusterName } = params
  const id = call.parsedArgs.value('snapshotId')
  if (id !== undefined) return { last: { id } }
  if (!call.parsedArgs.isTrue('take')) return { last: await findNewestSnapshot(call, params) }
  progress.reportState(clusterName, 'taking a snapshot')
  const request = call.atlas.snapshots.take(params)
  const started = await waitForStart(call, 'snapshot', params, request)
  const { last: snapshot } = started
  if (snapshot === undefined) return started
  return waitForSnapshot(call, { ...params, snapshotId: snapshot.id }, limit, snapshot)
}

/** Exports a snapshot of a cluster. */
async function exportSnapshot(
  run: ExportRun,
  params: ClusterParams,
): Promise<WaitResult<ExportJob>> {
  const { last: snapshot, failure } = await selectSnapshot(run, params)
  if (failure !== undefined) return { last: undefined, failure }
  if (snapshot === undefined) return { last: undefined }
  const exportBucketId = run.call.parsedArgs.required('exportBucketId')
  const customData = toLabels(run.call.parsedArgs.values('customData'))
  return startExportJob(run, params, {
    exportBucketId,
    snapshotId: snapshot.id,
    ...(customData.length > 0 && { customData }),
  })
}

/** The result of the export of one cluster. */
interface ClusterResult extends WaitResult<ExportJob> {
  readonly clusterName: string
}

/** Exports a snapshot of a cluster. An error does not end the exports of the other clusters. */
async function exportCluster(run: ExportRun, clusterName: string): Promise<ClusterResult> {
  try {
    const result = await exportSnapshot(run, { ...projectInput(run.call), clusterName })
    return { ...result, clusterName }
  } catch (error) {
    return { clusterName, last: undefined, failure: { error } }
  }
}

/** Returns the output for several clusters: a list with the job of each, or the error. */
function toListResult(results: readonly ClusterResult[]): CommandResult {
  return {
    body: {
      results: results.map(({ clusterName, last, failure }) => ({
        clusterName,
        ...last,
        ...(failure && { error: errorMessage(failure.error) }),
      })),
    },
    failures: results.flatMap(({ clusterName, failure }) =>
      failure === undefined ? [] : [{ ...failure, clusterName }],
    ),
  }
}

export const exportCommand: Command = workflowCommand({
  name: 'export',
  operationId: 'createGroupClusterBackupExport',
  alsoCalls: [
    'getGroupCluster',
    'listGroupClusterBackupSnapshots',
    'listGroupClusterBackupSnapshotShardedClusters',
    'takeGroupClusterBackupSnapshots',
    'getGroupClusterBackupSnapshot',
    'getGroupClusterBackupSnapshotShardedCluster',
    'getGroupClusterBackupExport',
  ],
  description: `Exports the newest completed snapshot of a cluster to a bucket, and prints the job.
Several clusters are exported at the same time, because jobs take long and Atlas runs them independently.
The output is then a list with a job or an error for each cluster, and the highest exit code wins.`,
  table: exportTable,
  flags: [
    { ...clusterNameFlag, required: true, multiple: true },
    { ...exportBucketIdFlag, required: true },
    { ...snapshotIdFlag, description: 'export this snapshot instead of the newest one' },
    { name: 'take', description: 'take a snapshot, wait until it is completed, and export it' },
    { ...frequencyTypeFlag, description: 'export the newest snapshot of this frequency' },
    customDataFlag,
    ...watchFlags('wait until the job ends, and show its progress'),
  ],
  examples: [
    'export-buckets export --clusterName Cluster0 --exportBucketId 64f1a2b3c4d5e6f708192a3b --watch',
    'export-buckets export --clusterName Cluster0 --exportBucketId 64f1a2b3c4d5e6f708192a3b --take --watch --timeout 7200',
    'export-buckets export --clusterName Cluster0 --clusterName Cluster1 --exportBucketId 64f1a2b3c4d5e6f708192a3b --frequencyType weekly',
  ],
  async run(call) {
    assertSnapshotFlags(call)
    const clusterNames = call.parsedArgs.values('clusterName')
    const run = createExportRun(call, ...clusterNames)
    const results = await Promise.all(clusterNames.map((name) => exportCluster(run, name)))
    const [only, ...others] = results
    return only !== undefined && others.length === 0 ? toJobResult(only) : toListResult(results)
  },
})
