import type {
  RequestBody,
  ResponseBody,
  ShardedClusterSnapshot,
  Snapshot,
  SnapshotFrequency,
} from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { parsePathParams } from '../build-request.ts'
import type { CallOptions, ClusterParams, DeleteOptions, SnapshotParams } from '../call-options.ts'
import { SnapshotError } from '../errors/export-workflow-errors.ts'
import { type ClientContext, callOperation, deleteResource } from '../operation.ts'
import {
  createPagedList,
  type ListOptions,
  maxItemsPerPage,
  type PagedList,
} from '../paged-list.ts'
import { poll, pollToEnd, type WaitOptions } from '../polling.ts'
import { isSharded } from './clusters.ts'

/** The input of `list`. */
export interface ListSnapshotsInput extends ClusterParams, ListOptions {
  /** Restricts the list to the snapshots for a restore to this time, in seconds since the epoch. */
  readonly pointInTimeUtcSeconds?: number | undefined
  /** Restricts the list to the snapshots for a restore to this oplog timestamp, in seconds since the epoch. */
  readonly oplogTs?: number | undefined
  /** The increment of `oplogTs`. */
  readonly oplogInc?: number | undefined
}

/** The input of `take`. */
export interface TakeSnapshotInput extends ClusterParams {
  /** The description and the retention. Default: the defaults of Atlas. */
  readonly snapshot?: RequestBody<'takeGroupClusterBackupSnapshots'> | undefined
}

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

/**
 * The cloud backup snapshots of a cluster. Reading requires the role Project Read Only, `take` Project Backup Creator,
 * `delete` Project Backup Manager. Atlas has separate operations for the snapshots of sharded clusters. The methods reject
 * as those of `exportBuckets` do.
 */
export interface Snapshots {
  /** Lists the snapshots of a replica set, in no particular order. */
  list(input: ListSnapshotsInput): PagedList<ResponseBody<'listGroupClusterBackupSnapshots'>>

  /** Returns the snapshots of a sharded cluster. Atlas has no pages here. */
  listSharded(
    input: ClusterParams,
  ): AtlasPromise<ResponseBody<'listGroupClusterBackupSnapshotShardedClusters'>>

  /** Returns one snapshot. */
  get(input: SnapshotParams): AtlasPromise<Snapshot>

  /** Returns one snapshot of a sharded cluster. */
  getSharded(input: SnapshotParams): AtlasPromise<ShardedClusterSnapshot>

  /** Takes an on-demand snapshot. Its `status` is `queued`: call `waitFor`. It is not retried. */
  take(input: TakeSnapshotInput): AtlasPromise<Snapshot>

  /** Deletes one snapshot. */
  delete(input: SnapshotParams & DeleteOptions): AtlasPromise<void>

  /**
   * Returns the newest snapshot that can be exported: completed, and not a fallback snapshot. Returns `undefined` when there
   * is none. Without `type`, the first request asks for the cluster. The other requests list the snapshots: one for every 500
   * of a replica set, or one for a sharded cluster.
   */
  newest(input: NewestSnapshotInput): Promise<Snapshot | undefined>

  /**
   * Waits until a snapshot is completed, with growing delays.
   *
   * @throws SnapshotError when the snapshot has failed
   * @throws TimeoutError when it has not ended within `timeout`; the snapshot continues
   */
  waitFor(input: WaitForSnapshotInput): Promise<Snapshot>
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

async function findNewest(
  context: ClientContext,
  methods: Pick<Snapshots, 'list' | 'listSharded'>,
  input: NewestSnapshotInput,
): Promise<Snapshot | undefined> {
  parsePathParams('listGroupClusterBackupSnapshots', input)
  const type = input.type ?? (await findSnapshotType(context, input))
  const snapshots: readonly Snapshot[] =
    type === 'replicaSet'
      ? await methods.list({ ...input, itemsPerPage: maxItemsPerPage }).all()
      : (await methods.listSharded(input)).results
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

async function waitForSnapshot(
  context: ClientContext,
  methods: Pick<Snapshots, 'get' | 'getSharded'>,
  input: WaitForSnapshotInput,
): Promise<Snapshot> {
  parsePathParams('getGroupClusterBackupSnapshot', input)
  let { type } = input
  const target = {
    name: describeSnapshot(input),
    finalStates: ['completed', 'failed'],
    async read(options: CallOptions): Promise<Snapshot> {
      const params = { ...input, ...options }
      type ??= await findSnapshotType(context, params)
      return type === 'replicaSet' ? methods.get(params) : methods.getSharded(params)
    },
    getState: ({ status }: Snapshot) => status,
  }
  const snapshot = await pollToEnd(poll(target, input, context.timeout))
  if (snapshot.status === 'completed') return snapshot
  throw new SnapshotError(snapshot)
}

export function createSnapshots(context: ClientContext): Snapshots {
  const snapshots: Snapshots = {
    list: (input) => {
      const { pointInTimeUtcSeconds, oplogTs, oplogInc } = input
      return createPagedList(input, (paging) =>
        callOperation(context, 'listGroupClusterBackupSnapshots', input, {
          query: { ...paging, pointInTimeUtcSeconds, oplogTs, oplogInc },
        }),
      )
    },
    listSharded: (input) =>
      callOperation(context, 'listGroupClusterBackupSnapshotShardedClusters', input),
    get: (input) => callOperation(context, 'getGroupClusterBackupSnapshot', input),
    getSharded: (input) =>
      callOperation(context, 'getGroupClusterBackupSnapshotShardedCluster', input),
    take: (input) => {
      const body = input.snapshot ?? {}
      return callOperation(context, 'takeGroupClusterBackupSnapshots', input, { body })
    },
    delete: (input) =>
      deleteResource(context, 'deleteGroupClusterBackupSnapshot', input, 'SNAPSHOT_NOT_FOUND'),
    newest: (input) => findNewest(context, snapshots, input),
    waitFor: (input) => waitForSnapshot(context, snapshots, input),
  }
  return snapshots
}
