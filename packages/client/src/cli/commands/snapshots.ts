import type { Snapshot } from '@export-buckets/core'
import type { SnapshotParams } from '../../call-options.ts'
import { describeSnapshot } from '../../workflow/snapshots.ts'
import type { Command, CommandCall, CommandResult } from '../command.ts'
import { operationCommand, workflowCommand } from '../define-command.ts'
import { ignoreMissingFlag } from '../flags.ts'
import { clusterInput, snapshotInput } from '../input.ts'
import { fetchList, parsePaging } from '../list.ts'
import { findNewestSnapshot, frequencyTypeFlag, isShardedCluster } from '../snapshots.ts'
import { snapshotTable } from '../tables.ts'
import { toResult, waitForSnapshot, waitForStart } from '../wait.ts'
import {
  assertTimeoutIsUsed,
  startWaitLimit,
  timeoutFlag,
  type WaitLimit,
  watchFlags,
} from '../wait-limit.ts'

const clusterExample = '--clusterName Cluster0'
const snapshotExample = `${clusterExample} --snapshotId 68a5b2c3d4e5f60718293a4c`

/** Returns the snapshots of a sharded cluster. Atlas sends all of them, so this function selects the page of `--pageNum`. */
async function listShardedSnapshots(call: CommandCall) {
  const { pageNum, itemsPerPage, includeCount } = parsePaging(
    'listGroupClusterBackupSnapshots',
    call,
  )
  const { results } = await call.atlas.snapshots.listSharded(clusterInput(call))
  const end = pageNum * itemsPerPage
  const hasPage = call.parsedArgs.value('pageNum') !== undefined
  return {
    results: hasPage ? results.slice(end - itemsPerPage, end) : results,
    ...(includeCount && { totalCount: results.length }),
  }
}

/** Waits until a snapshot is completed, and reports the wait. */
async function watchSnapshot(
  call: CommandCall,
  params: SnapshotParams,
  limit: WaitLimit | undefined,
  snapshot?: Snapshot,
): Promise<CommandResult> {
  const name = describeSnapshot(params)
  call.progress.update('waiting for the snapshot')
  call.progress.reportChange(`waiting for ${name}`)
  const result = await waitForSnapshot(call, params, limit, snapshot)
  if (result.failure === undefined) call.progress.reportChange(`${name} is completed`)
  return toResult(result)
}

/** Parses the description and the retention of a new snapshot. */
function parseSnapshotRequest({ parsedArgs }: CommandCall) {
  const [description, retention] = [parsedArgs.value('desc'), parsedArgs.value('retention')]
  return {
    ...(description !== undefined && { description }),
    ...(retention !== undefined && { retentionInDays: Number(retention) }),
  }
}

/** The commands on the snapshots of a cluster. */
export const snapshotCommands: readonly Command[] = [
  operationCommand({
    name: 'snapshot list',
    operationId: 'listGroupClusterBackupSnapshots',
    alsoCalls: ['getGroupCluster', 'listGroupClusterBackupSnapshotShardedClusters'],
    description: 'Prints the snapshots of a cluster, in no particular order.',
    table: snapshotTable,
    examples: [`export-buckets snapshot list ${clusterExample}`],
    fetch: async (call) => {
      const input = clusterInput(call)
      if (await isShardedCluster(call, input)) return listShardedSnapshots(call)
      return fetchList('listGroupClusterBackupSnapshots', call, 'snapshots', (paging) =>
        call.atlas.snapshots.list({ ...input, ...paging }),
      )
    },
  }),
  operationCommand({
    name: 'snapshot get',
    operationId: 'getGroupClusterBackupSnapshot',
    alsoCalls: ['getGroupCluster', 'getGroupClusterBackupSnapshotShardedCluster'],
    description: 'Prints one snapshot of a cluster.',
    examples: [`export-buckets snapshot get ${snapshotExample}`],
    fetch: async (call) => {
      const input = snapshotInput(call)
      const { snapshots } = call.atlas
      return (await isShardedCluster(call, input))
        ? snapshots.getSharded(input)
        : snapshots.get(input)
    },
  }),
  workflowCommand({
    name: 'snapshot create',
    operationId: 'takeGroupClusterBackupSnapshots',
    alsoCalls: ['getGroupClusterBackupSnapshot', 'getGroupClusterBackupSnapshotShardedCluster'],
    description: 'Takes an on-demand snapshot of a cluster, and prints it.',
    flags: [
      { name: 'desc', valueName: 'TEXT', description: 'the description of the snapshot' },
      {
        name: 'retention',
        valueName: 'DAYS',
        description: 'the number of days until Atlas deletes the snapshot',
        validate: (text) =>
          /^[1-9]\d{0,8}$/.test(text)
            ? undefined
            : `expected a number of days from 1, got ${JSON.stringify(text)}`,
      },
      ...watchFlags('wait until the snapshot is completed'),
    ],
    examples: [
      `export-buckets snapshot create ${clusterExample} --desc "before the migration" --retention 7 --watch`,
    ],
    async run(call) {
      assertTimeoutIsUsed(call.parsedArgs, 'watch')
      const input = clusterInput(call)
      const limit = startWaitLimit(call.parsedArgs)
      const request = call.atlas.snapshots.take({ ...input, snapshot: parseSnapshotRequest(call) })
      const started = await waitForStart(call, 'snapshot', input, request)
      const { last: snapshot } = started
      if (snapshot === undefined || !call.parsedArgs.isTrue('watch')) return toResult(started)
      return watchSnapshot(call, { ...input, snapshotId: snapshot.id }, limit, snapshot)
    },
  }),
  workflowCommand({
    name: 'snapshot newest',
    operationId: 'listGroupClusterBackupSnapshots',
    alsoCalls: ['getGroupCluster', 'listGroupClusterBackupSnapshotShardedClusters'],
    description: 'Prints the newest completed snapshot of a cluster that can be exported.',
    flags: [frequencyTypeFlag],
    examples: [
      `export-buckets snapshot newest ${clusterExample} --frequencyType weekly | jq -r .id`,
    ],
    run: async (call) => ({ body: await findNewestSnapshot(call, clusterInput(call)) }),
  }),
  workflowCommand({
    name: 'snapshot watch',
    operationId: 'getGroupClusterBackupSnapshot',
    alsoCalls: ['getGroupCluster', 'getGroupClusterBackupSnapshotShardedCluster'],
    description: 'Waits until a snapshot is completed, and prints it.',
    flags: [timeoutFlag],
    examples: [`export-buckets snapshot watch ${snapshotExample} --timeout 3600`],
    run: (call) => watchSnapshot(call, snapshotInput(call), startWaitLimit(call.parsedArgs)),
  }),
  operationCommand({
    name: 'snapshot delete',
    operationId: 'deleteGroupClusterBackupSnapshot',
    description: 'Deletes one snapshot without confirmation.',
    flags: [ignoreMissingFlag('snapshot')],
    examples: [`export-buckets snapshot delete ${snapshotExample}`],
    fetch: (call) =>
      call.atlas.snapshots.delete({
        ...snapshotInput(call),
        ignoreMissing: call.parsedArgs.isTrue('ignoreMissing'),
      }),
  }),
]
