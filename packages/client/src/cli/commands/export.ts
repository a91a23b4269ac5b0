import { UsageError } from '@export-buckets/cli-kit/arguments'
import { errorMessage } from '@export-buckets/cli-kit/terminal'
import type { ExportJob } from '@export-buckets/core'
import type { ClusterParams } from '../../call-options.ts'
import type { Command, CommandCall, CommandResult } from '../command.ts'
import { workflowCommand } from '../define-command.ts'
import { createExportProgress, type ExportProgress } from '../export-progress.ts'
import { clusterNameFlag, exportBucketIdFlag, snapshotIdFlag } from '../flags.ts'
import { projectInput } from '../input.ts'
import { findNewestSnapshot, frequencyTypeFlag } from '../snapshots.ts'
import { exportTable } from '../tables.ts'
import {
  startInAtlas,
  toJobResult,
  type WaitResult,
  waitForSnapshot,
  watchExportJob,
} from '../wait.ts'
import { assertTimeoutIsUsed, startWaitLimit, type WaitLimit, watchFlags } from '../wait-limit.ts'

/** @throws UsageError for flags that exclude each other */
function assertSnapshotFlags({ parsedArgs }: CommandCall): void {
  const sources = ['snapshotId', 'take', 'frequencyType'].filter((name) => parsedArgs.has(name))
  if (sources.length > 1) {
    const names = sources.map((name) => `--${name}`).join(' and ')
    throw new UsageError(`${names} cannot be combined`)
  }
  if (parsedArgs.has('snapshotId') && parsedArgs.values('clusterName').length > 1)
    throw new UsageError('--snapshotId is of one cluster: use one --clusterName')
  assertTimeoutIsUsed(parsedArgs, 'watch', 'take')
}

/** How the exports of a command are run. */
interface ExportRun {
  readonly call: CommandCall
  readonly limit: WaitLimit | undefined
  readonly progress: ExportProgress
}

/** Returns the snapshot to export, or why there is none. */
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
  const started = await startInAtlas(call, 'snapshot', params, request)
  const { last: snapshot } = started
  if (snapshot === undefined) return started
  return waitForSnapshot(call, { ...params, snapshotId: snapshot.id }, limit, snapshot)
}

/** Exports a snapshot of a cluster. */
async function exportSnapshot(
  run: ExportRun,
  params: ClusterParams,
): Promise<WaitResult<ExportJob>> {
  const { call, limit, progress } = run
  const selected = await selectSnapshot(run, params)
  if (selected.last === undefined || selected.failure !== undefined)
    return { ...selected, last: undefined }
  const exportBucketId = call.parsedArgs.required('exportBucketId')
  const body = { exportBucketId, snapshotId: selected.last.id }
  const request = call.atlas.exportJobs.create({ ...params, job: body })
  const started = await startInAtlas(call, 'job', params, request)
  const { last: job } = started
  if (job === undefined || !call.parsedArgs.isTrue('watch')) return started
  return watchExportJob(call, { ...params, exportId: job.id }, limit, progress, job)
}

/** An export of a cluster. */
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
Then the output is a list, and the highest exit code wins.`,
  table: exportTable,
  flags: [
    { ...clusterNameFlag, required: true, multiple: true },
    { ...exportBucketIdFlag, required: true },
    { ...snapshotIdFlag, description: 'export this snapshot instead of the newest one' },
    { name: 'take', description: 'take a snapshot, wait until it is completed, and export it' },
    { ...frequencyTypeFlag, description: 'export the newest snapshot of this frequency' },
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
    const run: ExportRun = {
      call,
      limit: startWaitLimit(call.parsedArgs),
      progress: createExportProgress(call.progress, ...clusterNames),
    }
    const results = await Promise.all(clusterNames.map((name) => exportCluster(run, name)))
    const [only, ...others] = results
    return only !== undefined && others.length === 0 ? toJobResult(only) : toListResult(results)
  },
})
