/**
 * The requests of the resource `mongodbatlas_cloud_backup_schedule`. Taken from mongodb/terraform-provider-mongodbatlas, in
 * `internal/service/cloudbackupschedule`: `resource_cloud_backup_schedule.go` and `model_cloud_backup_schedule.go` (4a4c2bc).
 * `policies` is null without policy items, because the SDK's field has no `omitempty`
 * (`admin/model_disk_backup_snapshot_schedule20240805.go` of mongodb/atlas-sdk-go).
 */
import type { TestApp } from './create-test-app.ts'
import {
  callSdk,
  child,
  children,
  flag,
  integer,
  type JsonObject,
  text,
  texts,
  time,
} from './terraform-sdk.ts'

const version = '2024-08-05'
const frequencyTypes = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const
type FrequencyType = (typeof frequencyTypes)[number]

interface PolicyItem {
  readonly frequency_interval: number
  readonly retention_unit: string
  readonly retention_value: number
}

interface CopySetting {
  readonly cloud_provider: string
  readonly frequencies: readonly string[]
  readonly region_name: string
  readonly should_copy_oplogs: boolean
  readonly zone_id: string
}

/** The attributes that can be configured and are read. */
interface Attributes {
  readonly auto_export_enabled: boolean
  readonly export: readonly { readonly export_bucket_id: string; readonly frequency_type: string }[]
  readonly use_org_and_group_names_in_export_prefix: boolean
  readonly copy_settings: readonly CopySetting[]
  readonly reference_hour_of_day: number
  readonly reference_minute_of_hour: number
  readonly restore_window_days: number
}

export interface ScheduleConfig extends Partial<Attributes> {
  readonly policy_items?: Readonly<Partial<Record<FrequencyType, readonly PolicyItem[]>>>
  readonly update_snapshots?: boolean
}

interface StateItem extends PolicyItem {
  readonly id: string
  readonly frequency_type: string
}

export interface ScheduleState extends Attributes {
  readonly cluster_id: string
  readonly id_policy: string
  readonly next_snapshot: string | undefined
  readonly auto_copy_settings_enabled: boolean
  readonly copy_policy_items_enabled: boolean
  readonly policy_items: Readonly<Record<FrequencyType, readonly StateItem[]>>
}

function policyItemsOf(policy: JsonObject, type: FrequencyType): StateItem[] {
  return children(policy, 'policyItems')
    .filter((item) => text(item, 'frequencyType') === type)
    .map((item) => ({
      id: text(item, 'id'),
      frequency_interval: integer(item, 'frequencyInterval'),
      frequency_type: text(item, 'frequencyType'),
      retention_unit: text(item, 'retentionUnit'),
      retention_value: integer(item, 'retentionValue'),
    }))
}

/** `setSchemaFields`. The provider panics without a policy. */
function toState(schedule: JsonObject): ScheduleState {
  const [policy] = children(schedule, 'policies')
  if (policy === undefined) throw new RangeError('index out of range [0] with length 0')
  const autoExport = child(schedule, 'export')
  const frequency_type = text(autoExport, 'frequencyType')
  const export_bucket_id = text(autoExport, 'exportBucketId')
  return {
    cluster_id: text(schedule, 'clusterId'),
    reference_hour_of_day: integer(schedule, 'referenceHourOfDay'),
    reference_minute_of_hour: integer(schedule, 'referenceMinuteOfHour'),
    restore_window_days: integer(schedule, 'restoreWindowDays'),
    next_snapshot: time(schedule, 'nextSnapshot'),
    id_policy: text(policy, 'id'),
    use_org_and_group_names_in_export_prefix: flag(schedule, 'useOrgAndGroupNamesInExportPrefix'),
    auto_export_enabled: flag(schedule, 'autoExportEnabled'),
    auto_copy_settings_enabled: flag(schedule, 'autoCopySettingsEnabled'),
    copy_policy_items_enabled: flag(schedule, 'copyPolicyItemsEnabled'),
    export: frequency_type || export_bucket_id ? [{ frequency_type, export_bucket_id }] : [],
    policy_items: {
      hourly: policyItemsOf(policy, 'hourly'),
      daily: policyItemsOf(policy, 'daily'),
      weekly: policyItemsOf(policy, 'weekly'),
      monthly: policyItemsOf(policy, 'monthly'),
      yearly: policyItemsOf(policy, 'yearly'),
    },
    copy_settings: children(schedule, 'copySettings').map((setting) => ({
      cloud_provider: text(setting, 'cloudProvider'),
      frequencies: texts(setting, 'frequencies'),
      region_name: text(setting, 'regionName'),
      zone_id: text(setting, 'zoneId'),
      should_copy_oplogs: flag(setting, 'shouldCopyOplogs'),
    })),
  }
}

/** Returns the policy items of a request. An update has the ids of the state, which belong to the items by their position. */
function toPolicyItems({ policy_items = {} }: ScheduleConfig, state: ScheduleState | undefined) {
  return frequencyTypes.flatMap((frequencyType) =>
    (policy_items[frequencyType] ?? []).map((item, index) => {
      const id = state?.policy_items[frequencyType][index]?.id
      return {
        frequencyInterval: item.frequency_interval,
        frequencyType,
        ...(id && { id }),
        retentionUnit: item.retention_unit,
        retentionValue: item.retention_value,
      }
    }),
  )
}

/** Returns the body of an update. Attributes that the configuration omits keep the values of the state, which are sent. */
function toBody(config: ScheduleConfig, state: ScheduleState | undefined, policyId: string) {
  const planned = { ...state, ...config }
  const { use_org_and_group_names_in_export_prefix: usesNames } = config
  const changesNames =
    usesNames !== undefined &&
    usesNames !== (state?.use_org_and_group_names_in_export_prefix ?? false)
  const policyItems = toPolicyItems(config, state)
  const [autoExport] = config.export ?? []
  return {
    autoExportEnabled: planned.auto_export_enabled,
    autoCopySettingsEnabled: state?.auto_copy_settings_enabled,
    copyPolicyItemsEnabled: state?.copy_policy_items_enabled,
    copySettings: (config.copy_settings ?? []).map((setting) => ({
      cloudProvider: setting.cloud_provider,
      frequencies: setting.frequencies,
      regionName: setting.region_name,
      shouldCopyOplogs: setting.should_copy_oplogs,
      zoneId: setting.zone_id,
    })),
    ...(autoExport && {
      export: {
        exportBucketId: autoExport.export_bucket_id,
        frequencyType: autoExport.frequency_type,
      },
    }),
    policies: policyItems.length === 0 ? null : [{ id: policyId, policyItems }],
    referenceHourOfDay: planned.reference_hour_of_day,
    referenceMinuteOfHour: planned.reference_minute_of_hour,
    restoreWindowDays: planned.restore_window_days,
    ...(config.update_snapshots && { updateSnapshots: true }),
    ...(changesNames && { useOrgAndGroupNamesInExportPrefix: usesNames }),
  }
}

const getSchedule = async (testApp: TestApp, clusterName: string): Promise<JsonObject> =>
  callSdk(testApp, 'getGroupClusterBackupSchedule', { path: { clusterName }, version })

export const readSchedule = async (testApp: TestApp, clusterName: string): Promise<ScheduleState> =>
  toState(await getSchedule(testApp, clusterName))

/** Updates a schedule and reads it. The id of the policy is the one that Atlas has. */
export async function updateSchedule(
  testApp: TestApp,
  clusterName: string,
  config: ScheduleConfig,
  state?: ScheduleState,
): Promise<ScheduleState> {
  const [policy = {}] = children(await getSchedule(testApp, clusterName), 'policies')
  const body = toBody(config, state, text(policy, 'id'))
  const path = { clusterName }
  await callSdk(testApp, 'updateGroupClusterBackupSchedule', { path, body, version })
  return readSchedule(testApp, clusterName)
}

export async function destroySchedule(testApp: TestApp, clusterName: string): Promise<void> {
  await callSdk(testApp, 'deleteGroupClusterBackupSchedule', { path: { clusterName }, version })
}

/** Creates a schedule: deletes the default one of the cluster and updates what is left. */
export async function createSchedule(
  testApp: TestApp,
  clusterName: string,
  config: ScheduleConfig,
): Promise<ScheduleState> {
  await destroySchedule(testApp, clusterName)
  return updateSchedule(testApp, clusterName, config)
}
