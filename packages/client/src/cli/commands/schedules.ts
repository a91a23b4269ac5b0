import { UsageError } from '@export-buckets/cli-kit/arguments'
import { type ApiVersion, operations, type RequestBody } from '@export-buckets/core'
import type { ClusterParams } from '../../call-options.ts'
import { unusedExportFrequency } from '../../workflow/auto-export.ts'
import type { BodyFlag, Command, CommandCall } from '../command.ts'
import { operationCommand, workflowCommand } from '../define-command.ts'
import { enumValues, fieldSchema, formatRange } from '../fields.ts'
import { exportBucketIdFlag } from '../flags.ts'
import { clusterInput, requestBody } from '../input.ts'

const { requestSchema } = operations.updateGroupClusterBackupSchedule.versions.at(-1) ?? {}

const autoExportFlags: readonly BodyFlag[] = [
  { ...exportBucketIdFlag, field: ['export', 'exportBucketId'] },
  {
    name: 'exportFrequencyType',
    valueName: 'NAME',
    description: 'the frequency of the snapshots to export; a policy item must have it',
    choices: enumValues(fieldSchema(requestSchema, 'export', 'frequencyType')),
    field: ['export', 'frequencyType'],
  },
]

const integerFlag = (name: string, description: string): BodyFlag => ({
  name,
  valueName: 'N',
  description: description + formatRange(fieldSchema(requestSchema, name)),
  isInteger: true,
})

const updateFlags: readonly BodyFlag[] = [
  {
    name: 'autoExport',
    description: 'export snapshots of the schedule automatically; false turns it off',
    field: ['autoExportEnabled'],
  },
  ...autoExportFlags,
  integerFlag('referenceHourOfDay', 'the hour of the snapshots in UTC'),
  integerFlag('referenceMinuteOfHour', 'the minute of the snapshots'),
  integerFlag('restoreWindowDays', 'the number of days of continuous backup'),
  {
    name: 'updateSnapshots',
    description: 'apply a new retention to existing snapshots too',
  },
  {
    name: 'useOrgAndGroupNamesInExportPrefix',
    description:
      'use the names of organization and project in the prefix of exports, not their ids',
  },
]

/** Asserts that the flags of auto export come with `--autoExport`, because Atlas requires both. @throws UsageError otherwise */
function assertAutoExport({ parsedArgs }: CommandCall): void {
  const flag = autoExportFlags.find(({ name }) => parsedArgs.has(name))
  if (flag !== undefined && !parsedArgs.has('autoExport'))
    throw new UsageError(`--${flag.name} requires --autoExport`)
}

/**
 * Returns the frequency of a new auto export when no policy item has it, or `undefined` when the update turns no auto export
 * on. Reads the schedule only when the update has no policies of its own.
 */
async function findUnusedFrequency(
  { atlas }: CommandCall,
  input: ClusterParams,
  update: RequestBody<'updateGroupClusterBackupSchedule', ApiVersion>,
): Promise<string | undefined> {
  const { autoExportEnabled } = update
  if (!autoExportEnabled) return undefined
  const current = update.policies ? undefined : await atlas.backupSchedule.get(input)
  const policies = update.policies ?? current?.policies ?? []
  const frequencyType = update.export?.frequencyType ?? current?.export?.frequencyType
  return (
    frequencyType &&
    unusedExportFrequency({ autoExportEnabled, export: { frequencyType }, policies })
  )
}

/** The commands on the backup schedule of a cluster. */
export const scheduleCommands: readonly Command[] = [
  operationCommand({
    name: 'schedule get',
    operationId: 'getGroupClusterBackupSchedule',
    description: 'Prints the backup schedule of a cluster.',
    examples: ['export-buckets schedule get --clusterName Cluster0'],
    fetch: (call) => call.atlas.backupSchedule.get(clusterInput(call)),
  }),
  workflowCommand({
    name: 'schedule update',
    operationId: 'updateGroupClusterBackupSchedule',
    alsoCalls: ['getGroupClusterBackupSchedule'],
    description:
      'Changes the given fields of the backup schedule of a cluster, reads the schedule back, and prints it. Warns first when an auto export would export nothing.',
    body: updateFlags,
    examples: [
      'export-buckets schedule update --clusterName Cluster0 --autoExport true --exportBucketId 64f1a2b3c4d5e6f708192a3b --exportFrequencyType weekly',
      'export-buckets schedule update --clusterName Cluster0 --autoExport false',
      'export-buckets schedule update --clusterName Cluster0 --file schedule.json',
    ],
    async run(call) {
      assertAutoExport(call)
      const input = clusterInput(call)
      const schedule = requestBody('updateGroupClusterBackupSchedule', call)
      const warnOfUnused = (frequency: string | undefined) => {
        if (frequency !== undefined)
          call.warn(
            `no policy item of the schedule has the frequency ${frequency}, so nothing is exported: add one, or export another frequency`,
          )
      }
      const unused = await findUnusedFrequency(call, input, schedule)
      warnOfUnused(unused)
      await call.atlas.backupSchedule.update({ ...input, schedule })
      const body = await call.atlas.backupSchedule.get(input)
      if (unused === undefined) warnOfUnused(unusedExportFrequency(body))
      return { body }
    },
  }),
  operationCommand({
    name: 'schedule delete',
    operationId: 'deleteGroupClusterBackupSchedule',
    description: `Removes all policy items of the backup schedule of a cluster without confirmation, and prints it.
Atlas then neither takes snapshots on schedule nor exports them. To end exports only: schedule update --autoExport false`,
    examples: ['export-buckets schedule delete --clusterName Cluster0'],
    fetch: (call) => call.atlas.backupSchedule.delete(clusterInput(call)),
  }),
]
