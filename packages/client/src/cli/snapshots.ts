import type { Flag, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Snapshot, SnapshotFrequency } from '@export-buckets/core'
import type { ClusterParams } from '../call-options.ts'
import type { OptionNames } from '../options.ts'
import type { CommandCall } from './command.ts'
import { NotFoundError } from './errors.ts'
import { formatDuration } from './progress.ts'

/** The frequencies. The compiler reports a missing one. */
const frequencies: OptionNames<SnapshotFrequency> = {
  hourly: true,
  daily: true,
  weekly: true,
  monthly: true,
  yearly: true,
  ondemand: true,
}

/** The flag that selects snapshots by their frequency. */
export const frequencyTypeFlag: Flag = {
  name: 'frequencyType',
  valueName: 'NAME',
  description: 'only snapshots of this frequency',
  choices: Object.keys(frequencies),
}

function parseFrequencyType(parsedArgs: ParsedArguments): SnapshotFrequency | undefined {
  const text = parsedArgs.value('frequencyType')
  const isFrequency = (name: string): name is SnapshotFrequency => Object.hasOwn(frequencies, name)
  return text !== undefined && isFrequency(text) ? text : undefined
}

const dayMs = 86_400_000

/** Warns when a snapshot expires within a day: a long export may not end before. */
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
    throw new NotFoundError(
      `cluster ${clusterName} has no completed snapshot${kind} that can be exported; take one: export-buckets snapshot create --clusterName ${clusterName}`,
    )
  }
  warnBeforeExpiry(call, clusterName, snapshot)
  return snapshot
}

/** Returns whether a cluster is sharded: Atlas has separate operations for its snapshots. */
export async function isShardedCluster(
  { atlas }: CommandCall,
  params: ClusterParams,
): Promise<boolean> {
  const { clusterType } = await atlas.clusters.get(params)
  // SHARDED and GEOSHARDED.
  return clusterType?.endsWith('SHARDED') === true
}
