import type { BackupSchedule, CloudProvider } from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { examples } from '../examples.gen.ts'
import { exportBucketIds } from '../ids.ts'
import type { CreateExample, Example } from './example.ts'

type AutoExport = Required<NonNullable<BackupSchedule['export']>>

/** Returns the auto export to the example bucket. */
export const autoExport = (
  provider: CloudProvider,
  frequencyType: AutoExport['frequencyType'] = 'monthly',
): AutoExport => ({ exportBucketId: exportBucketIds[provider], frequencyType })

/** Returns a schedule whose copies have the fields of both versions: `replicationSpecId` of 2023-01-01, and `zoneId`. */
const withFieldsOfEachVersion = <Schedule extends { readonly copySettings: readonly object[] }>(
  schedule: Schedule,
) => ({
  ...schedule,
  copySettings: schedule.copySettings.map((setting) => ({
    ...setting,
    replicationSpecId: 'e00000000000000000000003',
  })),
})

/** The backup schedule that the provider states create, without auto export. */
export const exampleSchedule: JsonObject = withFieldsOfEachVersion(examples.Schedule)

/** Returns the example of a schedule. */
const toExample = (body: JsonObject, absent: readonly string[] = []): Example => ({
  body,
  optional: [
    ...['autoCopySettingsEnabled', 'cloudProvider', 'frequencies', 'href'],
    ...['regionName', 'shouldCopyOplogs'],
  ],
  absent,
  patterns: { rel: '^https://cloud\\.mongodb\\.com/(cluster|group)$' },
})

/** A schedule without auto export. Recorded: it has no `export`. */
export const scheduleWithoutExport: CreateExample = () => toExample(exampleSchedule, ['export'])

/** Returns a schedule with auto export at a frequency. */
export const scheduleWithExport =
  (frequencyType?: AutoExport['frequencyType']): CreateExample =>
  (provider) =>
    toExample({
      ...withFieldsOfEachVersion(examples.ExportingSchedule),
      export: autoExport(provider, frequencyType),
    })

/** A schedule after its deletion. Recorded: it has a policy without items, and no `nextSnapshot`. */
export const emptiedSchedule: CreateExample = () =>
  toExample(examples.DeletedSchedule, ['export', 'nextSnapshot'])

/** Returns the request body that turns auto export on. It has no `policies`, which MongoDB's document requires. */
export const autoExportRequest =
  (frequencyType?: AutoExport['frequencyType']) =>
  (provider: CloudProvider): JsonObject => ({
    ...examples.AutoExportRequest,
    export: autoExport(provider, frequencyType),
  })
