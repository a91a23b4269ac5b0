import { ExportBucketId, type RequestBody } from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import { deriveObjectId, generateObjectId } from '../simulation/object-id.ts'
import type { StoredSchedule } from '../store/resources.ts'

type Schedule = StoredSchedule['schedule']
type ScheduleRequest = RequestBody<'updateGroupClusterBackupSchedule'>
type CopySettings = NonNullable<ScheduleRequest['copySettings']>
type Policies = NonNullable<Schedule['policies']>

/** The fields that a request replaces as a whole. */
const replacedFields = [
  'autoCopySettingsEnabled',
  'copyPolicyItemsEnabled',
  'extraRetentionSettings',
  'referenceHourOfDay',
  'referenceMinuteOfHour',
  'restoreWindowDays',
  'useOrgAndGroupNamesInExportPrefix',
]

/**
 * Returns copy settings that are valid in both versions. Version 2023-01-01 names the target by `replicationSpecId`, and
 * 2024-08-05 by `zoneId`. The field that a request lacks is derived from the cluster.
 */
function mergeCopySettings(copySettings: CopySettings, clusterId: string | undefined) {
  return copySettings.map((setting) => ({
    replicationSpecId: deriveObjectId(`replication spec of ${clusterId}`),
    zoneId: deriveObjectId(`zone of ${clusterId}`),
    ...setting,
  }))
}

/**
 * Returns the policies of a request with ids of their items.
 *
 * @throws AtlasError `INVALID_POLICY_ID` or `INVALID_POLICY_ITEM_ID` for an id that the schedule does not have
 */
function mergePolicies(policies: Policies, [current]: Policies = [], now: number): Policies {
  const policyId = current?.id ?? generateObjectId(now)
  const itemIds = new Set(current?.policyItems.map((item) => item.id))
  return policies.map(({ id = policyId, policyItems }) => {
    if (id !== policyId) throw new AtlasError('INVALID_POLICY_ID', { parameters: [id] })
    for (const { id: itemId } of policyItems)
      if (itemId !== undefined && !itemIds.has(itemId))
        throw new AtlasError('INVALID_POLICY_ITEM_ID', { parameters: [itemId] })
    return { id, policyItems: policyItems.map((item) => ({ id: generateObjectId(now), ...item })) }
  })
}

/** Returns the changed auto export. @throws AtlasError `INVALID_BACKUP_POLICY` when it lacks a bucket or a frequency */
function mergeAutoExport(
  request: ScheduleRequest,
  current: Schedule,
): Pick<Schedule, 'autoExportEnabled' | 'export'> {
  const { autoExportEnabled = current.autoExportEnabled } = request
  if (!autoExportEnabled) return { autoExportEnabled }
  const { exportBucketId, frequencyType } = { ...current.export, ...request.export }
  if (exportBucketId === undefined || frequencyType === undefined) {
    const message = 'autoExportEnabled requires export with exportBucketId and frequencyType'
    throw new AtlasError('INVALID_BACKUP_POLICY', { parameters: [message] })
  }
  return {
    autoExportEnabled,
    export: { exportBucketId: ExportBucketId.parse(exportBucketId), frequencyType },
  }
}

/**
 * Returns a schedule with the changes of a request. Fields that the request lacks are kept.
 *
 * @throws AtlasError for an invalid policy or export
 */
export function mergeSchedule(
  current: Schedule,
  request: ScheduleRequest,
  now: number,
): StoredSchedule {
  const { export: _, ...currentFields } = current
  const { copySettings, policies } = request
  const changes = Object.entries(request).filter(([field]) => replacedFields.includes(field))
  return {
    schedule: {
      ...currentFields,
      ...Object.fromEntries(changes),
      ...(copySettings && { copySettings: mergeCopySettings(copySettings, current.clusterId) }),
      ...(policies && { policies: mergePolicies(policies, current.policies, now) }),
      ...mergeAutoExport(request, current),
    },
  }
}

/** Returns a schedule after its deletion: without policy items, copies and auto export. */
export function emptySchedule({ export: _, ...schedule }: Schedule): StoredSchedule {
  const policies = schedule.policies?.map((policy) => ({ ...policy, policyItems: [] })) ?? []
  return { schedule: { ...schedule, autoExportEnabled: false, copySettings: [], policies } }
}
