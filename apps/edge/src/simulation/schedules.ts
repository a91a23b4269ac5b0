import type { GroupId } from '@export-buckets/core'
import { type StoredCluster, type StoredSchedule, scheduleKey } from '../store/resources.ts'
import type { Store } from '../store/store.ts'
import { deriveObjectId } from './object-id.ts'
import { dayMs, hourMs } from './time.ts'

type Schedule = StoredSchedule['schedule']
type PolicyItem = NonNullable<Schedule['policies']>[number]['policyItems'][number]

/** The interval that means the last day of the month. */
const lastDayOfMonth = 40

/** The policy items that Atlas gives a new cluster. */
const defaultPolicyItems: readonly Omit<PolicyItem, 'id'>[] = [
  { frequencyType: 'hourly', frequencyInterval: 6, retentionUnit: 'days', retentionValue: 7 },
  { frequencyType: 'daily', frequencyInterval: 1, retentionUnit: 'days', retentionValue: 7 },
  { frequencyType: 'weekly', frequencyInterval: 6, retentionUnit: 'weeks', retentionValue: 4 },
  {
    frequencyType: 'monthly',
    frequencyInterval: lastDayOfMonth,
    retentionUnit: 'months',
    retentionValue: 12,
  },
  { frequencyType: 'yearly', frequencyInterval: 12, retentionUnit: 'years', retentionValue: 1 },
]

/** Returns the schedule of a cluster whose schedule was never changed. */
export function defaultSchedule({ id: clusterId, name }: StoredCluster): StoredSchedule {
  const policyItems = defaultPolicyItems.map((item) => ({
    id: deriveObjectId(`${item.frequencyType} policy item of ${clusterId}`),
    ...item,
  }))
  return {
    schedule: {
      autoExportEnabled: false,
      clusterId,
      clusterName: name,
      copySettings: [],
      extraRetentionSettings: [],
      policies: [{ id: deriveObjectId(`policy of ${clusterId}`), policyItems }],
      referenceHourOfDay: 0,
      referenceMinuteOfHour: 0,
      restoreWindowDays: 7,
      useOrgAndGroupNamesInExportPrefix: false,
    },
  }
}

/** Returns the schedule of a cluster. */
export async function findSchedule(
  store: Store,
  groupId: GroupId,
  cluster: StoredCluster,
): Promise<StoredSchedule> {
  const stored = await store.resource(scheduleKey(groupId, cluster.name))
  return stored ?? defaultSchedule(cluster)
}

/** Returns whether a policy item has a snapshot on a day. */
function isSnapshotDay({ frequencyType, frequencyInterval }: PolicyItem, time: number): boolean {
  const day = new Date(time)
  switch (frequencyType) {
    case 'weekly':
      // 1 is Monday, and 7 is Sunday.
      return (day.getUTCDay() || 7) === frequencyInterval
    case 'monthly':
      if (frequencyInterval !== lastDayOfMonth) return day.getUTCDate() === frequencyInterval
      return new Date(time + dayMs).getUTCDate() === 1
    case 'yearly':
      return day.getUTCDate() === 1 && day.getUTCMonth() + 1 === frequencyInterval
    default:
      return true
  }
}

/** Returns the time of a policy item's next snapshot, or `undefined` when its interval matches no day of the next year. */
function nextSnapshotOfItem(item: PolicyItem, reference: number, now: number): number | undefined {
  const isHourly = item.frequencyType === 'hourly'
  const step = isHourly ? item.frequencyInterval * hourMs : dayMs
  for (let time = reference - dayMs; time <= now + 366 * dayMs; time += step) {
    if (time > now && isSnapshotDay(item, time)) return time
  }
  return undefined
}

/**
 * Returns the time of a schedule's next snapshot, in milliseconds since the epoch. Returns `undefined` without policy items.
 * The server only reports this time, and takes no snapshots on schedule.
 */
export function nextSnapshot(schedule: Schedule, now: number): number | undefined {
  const { referenceHourOfDay = 0, referenceMinuteOfHour = 0, policies = [] } = schedule
  const reference = new Date(now).setUTCHours(referenceHourOfDay, referenceMinuteOfHour, 0, 0)
  const times = policies
    .flatMap(({ policyItems }) => policyItems)
    .filter(({ frequencyType }) => frequencyType !== 'ondemand')
    .flatMap((item) => nextSnapshotOfItem(item, reference, now) ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}
