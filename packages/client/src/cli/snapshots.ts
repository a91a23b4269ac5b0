import type { Flag, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { type Snapshot, type SnapshotFrequency, snapshotFrequencies } from '@export-buckets/core'
import type { ClusterParams } from '../call-options.ts'
import { isSharded } from '../workflow/snapshots.ts'
import type { CommandCall } from './command.ts'
import { NotFoundError } from './errors.ts'
import { formatDuration } from './progress.ts'

/** The flag that selects snapshots by their frequency. */
export const frequencyTypeFlag: Flag = {
  name: 'frequencyType',
  valueName: 'NAME',
  description: 'only snapshots of this frequency',
  choices: snapshotFrequencies,
}

function parseFrequencyType(parsedArgs: ParsedArguments): SnapshotFrequency | undefined {
  const name = parsedArgs.value(frequencyTypeFlag.name)
  return snapshotFrequencies.find((frequency) => frequency === name)
}

const dayMs = 86_400_000

/** Warns when a snapshot expires within a day, because a long export may not end before. */
function warnBeforeExpiry(
  { warn }: CommandCall,
  clusterName: string,
  { id, expiresAt }: Snapshot,
): void {
  if (expiresAt === undefined) return
  const remaining = Date.parse(expiresAt) - Date.now()
  if (!(remaining < dayMs)) return
  warn(
    `snapshot ${id} of cluster ${clusterName} expires in ${formatDuration(Math.max(0, remaining))}, at ${expiresAt}: take a new one if its export may take longer`,
  )
}

/**
 * Returns the newest snapshot of a cluster that can be exported, and warns when it expires within a day.
 *
 * @throws NotFoundError when there is none
 */
export async function findNewestSnapshot(
  call: CommandCall,
  params: ClusterParams,
): Promise<Snapshot> {
  const { clusterName } = params
  const frequencyType = parseFrequencyType(call.parsedArgs)
  const snapshot = await call.atlas.snapshots.newest({ ...params, frequencyType })
  if (snapshot === undefined) {
    const kind = frequencyType === undefined ? '' : ` of frequency ${frequencyType}`
    // A snapshot that is taken has the frequency `ondemand`.
    const advice =
      frequencyType === undefined || frequencyType === 'ondemand'
        ? `take one and wait: export-buckets snapshot create --clusterName ${clusterName} --watch`
        : 'only the backup schedule takes those; without --frequencyType, the newest of any frequency is used'
    throw new NotFoundError(
      `cluster ${clusterName} has no completed snapshot${kind} that can be exported; ${advice}`,
    )
  }
  warnBeforeExpiry(call, clusterName, snapshot)
  return snapshot
}

/** Returns whether a cluster is sharded. Atlas has separate operations for the snapshots of such clusters. */
export async function isShardedCluster(
  { atlas }: CommandCall,
  params: ClusterParams,
): Promise<boolean> {
  return isSharded(await atlas.clusters.get(params))
}
