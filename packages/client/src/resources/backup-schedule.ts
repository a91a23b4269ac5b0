import type { ApiVersion, RequestBody, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { BucketParams, ClusterParams } from '../call-options.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { type AnyBackupSchedule, listScheduleUses } from '../workflow/auto-export.ts'

/** The input of `update`. */
export interface UpdateBackupScheduleInput<V extends ApiVersion = ApiVersion>
  extends ClusterParams<V> {
  /** The fields to change. Send `export` and `autoExportEnabled` together. */
  readonly schedule: RequestBody<'updateGroupClusterBackupSchedule', V>
}

/**
 * The backup schedule of a cluster, and its auto export. Reading requires the role Project Read Only, writing Project Backup
 * Manager. The methods reject as those of `exportBuckets` do.
 *
 * @typeParam DefaultVersion - the client's version
 */
export interface BackupSchedules<DefaultVersion extends ApiVersion> {
  /**
   * Returns the schedule of a cluster. Without auto export, it has no `export`.
   *
   * @throws AtlasApiError for an HTTP error, for example 404 `BACKUP_CONFIG_NOT_FOUND`
   */
  get<V extends ApiVersion = DefaultVersion>(
    input: ClusterParams<V>,
  ): AtlasPromise<ResponseBody<'getGroupClusterBackupSchedule', V>>

  /**
   * Changes the fields that `schedule` contains, and returns the changed schedule. It is not retried. Auto export does
   * nothing when no policy item has its frequency: see {@link unusedExportFrequency}.
   *
   * @throws ValidationError for `export` without `autoExportEnabled`, before anything is sent
   */
  update<V extends ApiVersion = DefaultVersion>(
    input: UpdateBackupScheduleInput<V>,
  ): AtlasPromise<ResponseBody<'updateGroupClusterBackupSchedule', V>>

  /** Removes the policy items and turns the auto export off. Returns the schedule, which then takes no snapshots. */
  delete<V extends ApiVersion = DefaultVersion>(
    input: ClusterParams<V>,
  ): AtlasPromise<ResponseBody<'deleteGroupClusterBackupSchedule', V>>

  /**
   * Returns the schedules of a project whose auto export uses a bucket. Such a bucket cannot be deleted. Sends a request for
   * the clusters and one for each cluster. Clusters without backup are skipped.
   */
  listUses(input: BucketParams): Promise<AnyBackupSchedule[]>
}

export function createBackupSchedules<DefaultVersion extends ApiVersion>(
  context: ClientContext,
): BackupSchedules<DefaultVersion> {
  return {
    get: (input) => callOperation(context, 'getGroupClusterBackupSchedule', input),
    update: (input) =>
      callOperation(context, 'updateGroupClusterBackupSchedule', input, { body: input.schedule }),
    delete: (input) => callOperation(context, 'deleteGroupClusterBackupSchedule', input),
    listUses: (input) => listScheduleUses(context, input),
  }
}
