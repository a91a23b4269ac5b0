import { UsageError } from '@export-buckets/cli-kit/arguments'
import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import type { BucketParams } from '../../call-options.ts'
import { AtlasApiError } from '../../errors/response-errors.ts'
import type { AnyBackupSchedule } from '../../workflow/auto-export.ts'
import type { Command, CommandCall, Failure } from '../command.ts'
import { workflowCommand } from '../define-command.ts'
import { NotConfirmedError } from '../errors.ts'
import { ignoreMissingFlag } from '../flags.ts'
import { formatCommand } from '../format-command.ts'
import { bucketInput } from '../input.ts'

/** Lists the schedules, and asks whether to go on. @throws NotConfirmedError when the answer is no */
async function confirmDetach(
  { parsedArgs, progress, confirm }: CommandCall,
  { exportBucketId }: BucketParams,
  schedules: readonly AnyBackupSchedule[],
): Promise<void> {
  progress.writeLine(`Schedules that export to bucket ${exportBucketId}:`)
  for (const { clusterName, export: { frequencyType = 'unknown frequency' } = {} } of schedules)
    progress.writeLine(`  ${escapeForTerminal(clusterName)}, ${frequencyType}`)
  if (parsedArgs.isTrue('yes')) return
  if (!(await confirm('Turn off their auto export, and delete the bucket?')))
    throw new NotConfirmedError()
}

/**
 * Turns off the auto export of the schedules that use a bucket. Asks nothing when there are none.
 *
 * @throws NotConfirmedError when the answer is no
 */
async function detachBucket(call: CommandCall, input: BucketParams): Promise<void> {
  const { atlas, progress } = call
  const schedules = await atlas.backupSchedule.listUses(input)
  if (schedules.length === 0) return
  await confirmDetach(call, input, schedules)
  const schedule = { autoExportEnabled: false }
  for (const { clusterName } of schedules) {
    await atlas.backupSchedule.update({ ...input, clusterName, schedule })
    progress.writeLine(`${escapeForTerminal(clusterName)}: auto export is off`)
  }
}

/**
 * Asserts that the question of `--detach` can be answered.
 *
 * @throws UsageError without `--yes` and a terminal, and for `--yes` without `--detach`
 */
function assertAnswer({ parsedArgs, isInteractive }: CommandCall): void {
  const [isDetach, isYes] = [parsedArgs.isTrue('detach'), parsedArgs.isTrue('yes')]
  if (isYes && !isDetach) throw new UsageError('--yes requires --detach')
  if (isDetach && !isYes && !isInteractive)
    throw new UsageError('--detach asks a question, and there is no terminal: add --yes')
}

/** Returns the failure of a deletion. Its note names `--detach` when a schedule uses the bucket. */
function toFailure(call: CommandCall, error: unknown): Failure {
  const { errorCode } = error instanceof AtlasApiError ? error : {}
  if (errorCode !== 'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE') return { error }
  const exportBucketId = call.parsedArgs.required('exportBucketId')
  const command = formatCommand(call, 'delete', { exportBucketId })
  return { error, note: `To turn it off and delete the bucket: ${command} --detach` }
}

export const deleteBucketCommand: Command = workflowCommand({
  name: 'delete',
  operationId: 'deleteGroupBackupExportBucket',
  alsoCalls: [
    'listGroupClusters',
    'getGroupClusterBackupSchedule',
    'updateGroupClusterBackupSchedule',
  ],
  description:
    'Deletes an export bucket without confirmation. The bucket of the cloud provider is not changed.',
  flags: [
    {
      name: 'detach',
      description:
        'list the schedules that export to the bucket, ask, turn their auto export off, and delete the bucket',
    },
    { name: 'yes', description: 'answer the question of --detach with yes' },
    ignoreMissingFlag('bucket'),
  ],
  examples: [
    'export-buckets delete --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
    'export-buckets delete --exportBucketId 64f1a2b3c4d5e6f708192a3b --ignoreMissing',
    'export-buckets delete --exportBucketId 64f1a2b3c4d5e6f708192a3b --detach --yes',
  ],
  async run(call) {
    assertAnswer(call)
    const input = bucketInput(call)
    if (call.parsedArgs.isTrue('detach')) await detachBucket(call, input)
    const ignoreMissing = call.parsedArgs.isTrue('ignoreMissing')
    try {
      await call.atlas.exportBuckets.delete({ ...input, ignoreMissing })
      return {}
    } catch (error) {
      return { failures: [toFailure(call, error)] }
    }
  },
})
