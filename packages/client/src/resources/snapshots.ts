import type {
  RequestBody,
  ResponseBody,
  ShardedClusterSnapshot,
  Snapshot,
} from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { ClusterParams, DeleteOptions, SnapshotParams } from '../call-options.ts'
import { type ClientContext, callOperation, deleteResource } from '../operation.ts'
import { createPagedList, type ListOptions, type PagedList } from '../paged-list.ts'
import {
  findNewestSnapshot,
  type NewestSnapshotInput,
  type WaitForSnapshotInput,
  waitForSnapshot,
} from '../workflow/snapshots.ts'

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

export function createSnapshots(context: ClientContext): Snapshots {
  return {
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
    newest: (input) => findNewestSnapshot(context, input),
    waitFor: (input) => waitForSnapshot(context, input),
  }
}
