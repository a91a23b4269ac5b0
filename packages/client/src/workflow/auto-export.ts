import type { BackupSchedule, ResponseBody } from '@export-buckets/core'
import { parsePathParams } from '../build-request.ts'
import type { BucketParams, ClusterParams } from '../call-options.ts'
import { AtlasApiError } from '../errors/response-errors.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { createPagedList, maxItemsPerPage } from '../paged-list.ts'

/** A backup schedule of any version. */
export type AnyBackupSchedule = ResponseBody<'getGroupClusterBackupSchedule'>

/** The frequency of an auto export. */
export type AutoExportFrequency = NonNullable<
  NonNullable<BackupSchedule['export']>['frequencyType']
>

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

/** Returns the schedules of a project whose auto export uses a bucket. */
export async function listScheduleUses(
  context: ClientContext,
  input: BucketParams,
): Promise<AnyBackupSchedule[]> {
  parsePathParams('getGroupBackupExportBucket', input)
  const uses: AnyBackupSchedule[] = []
  const clusters = createPagedList({ ...input, itemsPerPage: maxItemsPerPage }, (query) =>
    callOperation(context, 'listGroupClusters', input, { query }),
  )
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
