import type { Cluster, Snapshot, SnapshotFrequency } from '@export-buckets/core'
import { parsePathParams } from '../build-request.ts'
import type { ClusterParams, SnapshotParams } from '../call-options.ts'
import { SnapshotError } from '../errors/export-workflow-errors.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { createPagedList, maxItemsPerPage } from '../paged-list.ts'
import { type KnownState, poll, pollToEnd, type ReadOptions, type WaitOptions } from '../polling.ts'

/** The type of a cluster's snapshots. */
export interface SnapshotTypeParams {
  /** Default: the type of the cluster, which takes one more request. */
  readonly type?: Snapshot['type'] | undefined
}

/** The input of `newest`. */
export interface NewestSnapshotInput extends ClusterParams, SnapshotTypeParams {
  /** Considers only snapshots of this frequency. Default: all. */
  readonly frequencyType?: SnapshotFrequency | undefined
}

/** The input of `waitFor`. */
export interface WaitForSnapshotInput extends WaitOptions, SnapshotParams, SnapshotTypeParams {}

/** Returns whether a cluster is sharded: its type is `SHARDED` or `GEOSHARDED`. */
export function isSharded({ clusterType }: Pick<Cluster, 'clusterType'>): boolean {
  return clusterType?.endsWith('SHARDED') === true
}

/** Returns the type of a cluster's snapshots. */
async function findSnapshotType(
  context: ClientContext,
  params: ClusterParams,
): Promise<Snapshot['type']> {
  const cluster = await callOperation(context, 'getGroupCluster', params)
  return isSharded(cluster) ? 'shardedCluster' : 'replicaSet'
}

function isExportable(snapshot: Snapshot, frequencyType: SnapshotFrequency | undefined): boolean {
  if (snapshot.status !== 'completed' || snapshot.snapshotType === 'fallback') return false
  return frequencyType === undefined || snapshot.frequencyType === frequencyType
}

const creationTime = ({ createdAt = '' }: Snapshot) => Date.parse(createdAt) || 0

/** Lists the snapshots of a cluster. */
async function listSnapshots(
  context: ClientContext,
  type: Snapshot['type'],
  input: ClusterParams,
): Promise<readonly Snapshot[]> {
  if (type === 'shardedCluster') {
    const operationId = 'listGroupClusterBackupSnapshotShardedClusters'
    return (await callOperation(context, operationId, input)).results
  }
  const pages = createPagedList({ ...input, itemsPerPage: maxItemsPerPage }, (query) =>
    callOperation(context, 'listGroupClusterBackupSnapshots', input, { query }),
  )
  return await pages.all()
}

/** Returns the newest snapshot that can be exported, or `undefined` when there is none. */
export async function findNewestSnapshot(
  context: ClientContext,
  input: NewestSnapshotInput,
): Promise<Snapshot | undefined> {
  parsePathParams('listGroupClusterBackupSnapshots', input)
  const type = input.type ?? (await findSnapshotType(context, input))
  const snapshots = await listSnapshots(context, type, input)
  return snapshots
    .filter((snapshot) => isExportable(snapshot, input.frequencyType))
    .reduce<Snapshot | undefined>(
      (newest, snapshot) =>
        newest !== undefined && creationTime(newest) >= creationTime(snapshot) ? newest : snapshot,
      undefined,
    )
}

/** Names a snapshot in messages. */
export function describeSnapshot({ snapshotId, clusterName }: SnapshotParams): string {
  return `snapshot ${snapshotId} of cluster ${clusterName}`
}

/** Waits until a snapshot is completed. @throws SnapshotError, TimeoutError, and the errors of {@link poll} */
export async function waitForSnapshot(
  context: ClientContext,
  input: WaitForSnapshotInput & KnownState,
): Promise<Snapshot> {
  parsePathParams('getGroupClusterBackupSnapshot', input)
  let { type } = input
  const target = {
    name: describeSnapshot(input),
    finalStates: ['completed', 'failed'],
    async read(options: ReadOptions): Promise<Snapshot> {
      const deadline = Date.now() + options.timeout
      type ??= await findSnapshotType(context, { ...input, ...options })
      // Both requests share the timeout.
      const params = { ...input, ...options, timeout: Math.max(1, deadline - Date.now()) }
      return type === 'replicaSet'
        ? callOperation(context, 'getGroupClusterBackupSnapshot', params)
        : callOperation(context, 'getGroupClusterBackupSnapshotShardedCluster', params)
    },
    getState: ({ status }: Snapshot) => status,
  }
  const snapshot = await pollToEnd(poll(target, input, context.timeout))
  if (snapshot.status === 'completed') return snapshot
  throw new SnapshotError(snapshot)
}
