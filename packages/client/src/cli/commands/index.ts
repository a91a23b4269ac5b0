import type { Command } from '../command.ts'
import { bucketCommands } from './buckets.ts'
import { clusterCommands } from './clusters.ts'
import { deleteBucketCommand } from './delete-bucket.ts'
import { exportCommand } from './export.ts'
import { jobCommands } from './jobs.ts'
import { roleCommands } from './roles.ts'
import { scheduleCommands } from './schedules.ts'
import { snapshotCommands } from './snapshots.ts'

/** The commands that call operations, in the order of the help. */
export const commands: readonly Command[] = [
  exportCommand,
  ...bucketCommands,
  deleteBucketCommand,
  ...clusterCommands,
  ...roleCommands,
  ...snapshotCommands,
  ...jobCommands,
  ...scheduleCommands,
]
