import type { GroupId } from '@export-buckets/core'
import type { StoredCluster, StoredSchedule } from '../store/resources.ts'
import type { Store } from '../store/store.ts'
import { deriveObjectId } from './object-id.ts'
import { dayMs } from './time.ts'

type Schedule = StoredSchedule['schedule']
type PolicyItem = NonNullable<Schedule['policies']>[number]['policyItems'][number]

/** Atlas's policy for a new cluster: frequency, interval, and how long to keep the snapshots. */
const defaultPolicy: readonly (readonly [
  PolicyItem['frequencyType'],
  number,
  number,
  PolicyItem['retentionUnit'],
])[] = [
  ['hourly', 6, 7, 'days'],
  ['daily', 1, 7, 'days'],
  ['weekly', 6, 4, 'weeks'],
  ['monthly', 40, 12, 'months'],
  ['yearly', 12, 1, 'years'],
]

/** Returns the schedule of a cluster until it is changed. */
function defaultSchedule({ id: clusterId, name }: StoredCluster): StoredSchedule {
  const policyItems = defaultPolicy.map(
    ([frequencyType, frequencyInterval, retentionValue, retentionUnit]) => ({
      id: deriveObjectId(`${frequencyType} policy item of ${clusterId}`),
      frequencyType,
      frequencyInterval,
      retentionUnit,
      retentionValue,
    }),
  )
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
  const key = { kind: 'schedule', groupId, clusterName: cluster.name, id: '' } as const
  return (await store.resource(key)) ?? defaultSchedule(cluster)
}

/** The interval that means the last day of the month. */
const lastDayOfMonth = 40

/** Returns whether a policy item has a snapshot on a day. */
function isSnapshotDay({ frequencyType, frequencyInterval }: PolicyItem, time: number): boolean {
  const day = new Date(time)
  const isFirstOfMonth = day.getUTCDate() === 1
  switch (frequencyType) {
    case 'weekly':
      // 1 is Monday, and 7 is Sunday.
      return (day.getUTCDay() || 7) === frequencyInterval
    case 'monthly':
      if (frequencyInterval !== lastDayOfMonth) return day.getUTCDate() === frequencyInterval
      return new Date(time + dayMs).getUTCDate() === 1
    case 'yearly':
      return isFirstOfMonth && day.getUTCMonth() + 1 === frequencyInterval
    default:
      return true
  }
}

/** Returns the next snapshot of a policy item, or `undefined` when its interval never matches a day of the next year. */
function nextSnapshotOfItem(item: PolicyItem, reference: number, now: number): number | undefined {
  const isHourly = item.frequencyType === 'hourly'
  const step = isHourly ? item.frequencyInterval * 3_600_000 : dayMs
  for (let time = reference - dayMs; time <= now + 366 * dayMs; time += step) {
    if (time > now && isSnapshotDay(item, time)) return time
  }
  return undefined
}

/**
 * Returns the time of a schedule's next snapshot, in milliseconds since the epoch, or `undefined` without policy items. The
 * server only reports the time: it takes no snapshots on schedule.
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
