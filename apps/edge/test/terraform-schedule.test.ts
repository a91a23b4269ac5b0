import { describe, expect, test } from 'vitest'
import { replicaSet, sharded } from './cluster-operations.ts'
import { createTestApp, id } from './create-test-app.ts'
import {
  createSchedule,
  destroySchedule,
  readSchedule,
  type ScheduleConfig,
  updateSchedule,
} from './terraform-schedule.ts'
import { callSdk } from './terraform-sdk.ts'

const hourly = [{ frequency_interval: 6, retention_unit: 'days', retention_value: 2 }]
const weekly = [
  { frequency_interval: 4, retention_unit: 'weeks', retention_value: 3 },
  { frequency_interval: 5, retention_unit: 'weeks', retention_value: 5 },
]
const monthly = [{ frequency_interval: 40, retention_unit: 'months', retention_value: 4 }]
const times = { reference_hour_of_day: 3, reference_minute_of_hour: 45, restore_window_days: 4 }
const exportTo = (frequency_type: string) => [{ export_bucket_id: id('a'), frequency_type }]

const exportConfig = {
  ...times,
  auto_export_enabled: true,
  export: exportTo('monthly'),
  use_org_and_group_names_in_export_prefix: true,
  policy_items: { hourly, weekly, monthly },
} satisfies ScheduleConfig

const copyTo = (region_name: string) => ({
  cloud_provider: 'AWS',
  frequencies: ['HOURLY', 'ON_DEMAND'],
  region_name,
  should_copy_oplogs: true,
  zone_id: id('7'),
})

/** Configurations as in the provider's documentation and acceptance tests. */
const configs: Readonly<Record<string, ScheduleConfig>> = {
  'auto export': exportConfig,
  'disabled auto export': { ...times, auto_export_enabled: false, policy_items: { hourly } },
  'policy items only': { policy_items: { hourly, weekly, monthly } },
  'the first minute of the day': {
    reference_hour_of_day: 0,
    reference_minute_of_hour: 0,
    policy_items: { hourly },
  },
  'ids in the prefix of exports': {
    use_org_and_group_names_in_export_prefix: false,
    policy_items: { hourly },
  },
  'copies in other regions': {
    ...times,
    policy_items: { hourly },
    copy_settings: ['US_EAST_1', 'EU_WEST_1'].map(copyTo),
  },
  'no policy items': times,
}

describe('mongodbatlas_cloud_backup_schedule', () => {
  test.each(Object.entries(configs))(
    'a schedule with %s is created and planned without a change',
    async (_, config) => {
      const testApp = await createTestApp()
      const state = await createSchedule(testApp, replicaSet, config)
      expect(state).toMatchObject(config)
      expect(await readSchedule(testApp, replicaSet), 'a second plan').toEqual(state)
      // Each item has an id, and none is left of the default schedule.
      const configured = Object.values(config.policy_items ?? {}).flat()
      const items = Object.values(state.policy_items).flat()
      expect(items).toHaveLength(configured.length)
      for (const item of items) expect(item.id).toMatch(/^[0-9a-f]{24}$/)
      expect(state.next_snapshot !== undefined).toBe(configured.length > 0)
    },
  )

  test('the state of a schedule stays the same for a day, except the time of the next snapshot', async () => {
    const testApp = await createTestApp()
    const state = await createSchedule(testApp, sharded, exportConfig)
    testApp.clock.now += 86_400_000
    const { next_snapshot, ...refreshed } = await readSchedule(testApp, sharded)
    const { next_snapshot: before, ...rest } = state
    expect(refreshed).toEqual(rest)
    expect(Date.parse(next_snapshot ?? '')).toBeGreaterThan(Date.parse(before ?? ''))
  })

  test('an update keeps the ids of the policy and of its items', async () => {
    const testApp = await createTestApp()
    const state = await createSchedule(testApp, replicaSet, exportConfig)
    const config = { ...exportConfig, restore_window_days: 5, update_snapshots: true }
    const updated = await updateSchedule(testApp, replicaSet, config, state)
    expect(updated).toEqual({ ...state, restore_window_days: 5 })
    expect(await readSchedule(testApp, replicaSet), 'a second plan').toEqual(updated)
  })

  test('an update adds and removes policy items, and changes the auto export', async () => {
    const testApp = await createTestApp()
    const state = await createSchedule(testApp, replicaSet, exportConfig)
    const daily = [{ frequency_interval: 1, retention_unit: 'days', retention_value: 7 }]
    const config = { ...exportConfig, export: exportTo('daily'), policy_items: { hourly, daily } }
    const updated = await updateSchedule(testApp, replicaSet, config, state)
    expect(updated).toMatchObject({ ...config, id_policy: state.id_policy })
    expect(updated.policy_items).toMatchObject({ weekly: [], monthly: [], yearly: [] })
    expect(updated.policy_items.hourly).toEqual(state.policy_items.hourly)
    expect(await readSchedule(testApp, replicaSet), 'a second plan').toEqual(updated)
  })

  test('a bucket is destroyed after an update that disables the auto export', async () => {
    const testApp = await createTestApp()
    const state = await createSchedule(testApp, replicaSet, exportConfig)
    const call = { path: { exportBucketId: id('a') }, version: '2023-01-01' } as const
    const destroyBucket = async () => callSdk(testApp, 'deleteGroupBackupExportBucket', call)
    await expect(destroyBucket()).rejects.toThrow('BUCKET_IN_USE')
    const { export: _, ...rest } = exportConfig
    const config = { ...rest, auto_export_enabled: false }
    const updated = await updateSchedule(testApp, replicaSet, config, state)
    expect(updated).toMatchObject({ ...config, export: [] })
    expect(await readSchedule(testApp, replicaSet), 'a second plan').toEqual(updated)
    await destroyBucket()
  })

  test('a schedule is destroyed with its policy items and auto export, and created again', async () => {
    const testApp = await createTestApp()
    const state = await createSchedule(testApp, replicaSet, exportConfig)
    await destroySchedule(testApp, replicaSet)
    const emptied = await readSchedule(testApp, replicaSet)
    expect(emptied).toMatchObject({ auto_export_enabled: false, export: [] })
    expect(Object.values(emptied.policy_items).flat()).toEqual([])
    expect(await createSchedule(testApp, replicaSet, exportConfig)).toMatchObject({
      ...exportConfig,
      cluster_id: state.cluster_id,
    })
  })
})
