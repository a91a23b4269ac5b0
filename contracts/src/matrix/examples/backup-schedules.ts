import type { BackupSchedule, CloudProvider } from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { clusterId, clusterName, exportBucketIds, groupId } from '../ids.ts'
import type { CreateExample, Example } from './example.ts'

type AutoExport = Required<NonNullable<BackupSchedule['export']>>

/** The copies of the example. Version 2023-01-01 names their target by `replicationSpecId`, and 2024-08-05 by `zoneId`. */
const copySetting = {
  cloudProvider: 'AWS',
  frequencies: ['MONTHLY'],
  regionName: 'US_WEST_2',
  replicationSpecId: 'e00000000000000000000003',
  shouldCopyOplogs: false,
  zoneId: 'e00000000000000000000004',
} satisfies NonNullable<BackupSchedule['copySettings']>[number] & { replicationSpecId: string }

const policyItem = {
  id: 'e00000000000000000000002',
  frequencyInterval: 40,
  frequencyType: 'monthly',
  retentionUnit: 'months',
  retentionValue: 12,
} as const

/** The backup schedule that the provider states create, without auto export. */
export const exampleSchedule: BackupSchedule & Required<Pick<BackupSchedule, 'policies'>> = {
  autoCopySettingsEnabled: false,
  autoExportEnabled: false,
  clusterId,
  clusterName,
  copySettings: [copySetting],
  extraRetentionSettings: [],
  policies: [{ id: 'e00000000000000000000001', policyItems: [policyItem] }],
  referenceHourOfDay: 12,
  referenceMinuteOfHour: 30,
  restoreWindowDays: 7,
  useOrgAndGroupNamesInExportPrefix: false,
}

/** Returns the auto export to the example bucket. */
export const autoExport = (
  provider: CloudProvider,
  frequencyType: AutoExport['frequencyType'] = 'monthly',
): AutoExport => ({ exportBucketId: exportBucketIds[provider], frequencyType })

const links = ['cluster', 'group'].map((name) => ({
  href: `https://cloud.mongodb.com/api/atlas/v2/groups/${groupId}`,
  rel: `https://cloud.mongodb.com/${name}`,
}))

/** Returns the example of a schedule with some changes. */
const example = (
  changes: JsonObject,
  { recorded = [], absent = [] }: Partial<Example> = {},
): Example => ({
  body: { ...exampleSchedule, links, nextSnapshot: '2026-11-30T12:30:00Z', ...changes },
  recorded: [
    ...['clusterId', 'copySettings', 'extraRetentionSettings', 'id', 'links', 'policies', 'rel'],
    ...['referenceHourOfDay', 'referenceMinuteOfHour', 'replicationSpecId', 'restoreWindowDays'],
    ...['useOrgAndGroupNamesInExportPrefix', ...recorded],
  ],
  absent,
  patterns: { rel: '^https://cloud\\.mongodb\\.com/(cluster|group)$' },
})

/** A schedule without auto export. Recorded: it has no `export`. */
export const scheduleWithoutExport: CreateExample = () =>
  example({}, { recorded: ['nextSnapshot'], absent: ['export'] })

/** Returns a schedule with auto export at a frequency. */
export const scheduleWithExport =
  (frequencyType: AutoExport['frequencyType'] = 'monthly'): CreateExample =>
  (provider) =>
    example(
      { autoExportEnabled: true, export: autoExport(provider, frequencyType) },
      { recorded: ['nextSnapshot', 'export', 'exportBucketId', 'frequencyType'] },
    )

/** A schedule after its deletion. Recorded: it has a policy without items, and no `nextSnapshot`. */
export const emptiedSchedule: CreateExample = () => {
  const { nextSnapshot: _, ...body } = example({
    policies: [{ id: 'e00000000000000000000001', policyItems: [] }],
    copySettings: [],
  }).body
  return { ...example({}), body, absent: ['export', 'nextSnapshot'] }
}

/** Returns the request body that turns auto export on. It has no `policies`, which MongoDB's document requires. */
export const autoExportRequest =
  (frequencyType: AutoExport['frequencyType'] = 'monthly') =>
  (provider: CloudProvider): JsonObject => ({
    autoExportEnabled: true,
    export: autoExport(provider, frequencyType),
  })
