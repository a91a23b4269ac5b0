import type { ApiVersion, BackupSchedule, RequestBody, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { parsePathParams } from '../build-request.ts'
import type { BucketParams, ClusterParams } from '../call-options.ts'
import { AtlasApiError } from '../errors/response-errors.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { maxItemsPerPage } from '../paged-list.ts'
import { createClusters } from './clusters.ts'

/** A backup schedule of any version. */
export type AnyBackupSchedule = ResponseBody<'getGroupClusterBackupSchedule'>

/** The frequency of an auto export. */
export type AutoExportFrequency = NonNullable<
  NonNullable<BackupSchedule['export']>['frequencyType']
>

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

/** Returns the schedule of a cluster, or `undefined` when the cluster has no backup or was deleted a moment ago. */
async function findSchedule(
  context: ClientContext,
  input: ClusterParams,
): Promise<AnyBackupSchedule | undefined> {
  try {
    return await callOperation(context, 'getGroupClusterBackupSchedule', input)
  } catch (error) {
    const { errorCode } = error instanceof AtlasApiError ? error : {}
    if (errorCode === 'BACKUP_CONFIG_NOT_FOUND' || errorCode === 'CLUSTER_NOT_FOUND')
      return undefined
    throw error
  }
}

async function listUses(context: ClientContext, input: BucketParams): Promise<AnyBackupSchedule[]> {
  parsePathParams('getGroupBackupExportBucket', input)
  const uses: AnyBackupSchedule[] = []
  const clusters = createClusters(context).list({ ...input, itemsPerPage: maxItemsPerPage })
  for await (const { name } of clusters) {
    if (name === undefined) continue
    const schedule = await findSchedule(context, { ...input, clusterName: name })
    const exportsToBucket = schedule?.export?.exportBucketId === input.exportBucketId
    if (exportsToBucket && schedule?.autoExportEnabled) uses.push(schedule)
  }
  return uses
}

/**
 * Returns the frequency of a schedule's auto export when no policy item has it: Atlas then exports nothing. Returns `undefined`
 * when the auto export is off, or a policy item has its frequency.
 *
 * @param schedule - a response of `get` or `update`
 */
export function unusedExportFrequency({
  autoExportEnabled,
  export: { frequencyType } = {},
  policies = [],
}: Pick<BackupSchedule, 'autoExportEnabled' | 'export' | 'policies'>):
  | AutoExportFrequency
  | undefined {
  const isUsed = policies.some(({ policyItems }) =>
    policyItems.some((item) => item.frequencyType === frequencyType),
  )
  return autoExportEnabled && !isUsed ? frequencyType : undefined
}

export function createBackupSchedules<DefaultVersion extends ApiVersion>(
  context: ClientContext,
): BackupSchedules<DefaultVersion> {
  return {
    get: (input) => callOperation(context, 'getGroupClusterBackupSchedule', input),
    update: (input) =>
      callOperation(context, 'updateGroupClusterBackupSchedule', input, { body: input.schedule }),
    delete: (input) => callOperation(context, 'deleteGroupClusterBackupSchedule', input),
    listUses: (input) => listUses(context, input),
  }
}
