import type { CloudProvider, ExportJob } from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { examples } from '../examples.gen.ts'
import { clusterName, exportBucketIds } from '../ids.ts'
import type { CreateExample } from './example.ts'

/** The state of a job that a provider state can create. */
export type JobState = Exclude<ExportJob['state'], 'Cancelled'>

/**
 * The pattern of a prefix. Names may replace the first two ids. Recorded: there is no leading slash, although the pattern of
 * MongoDB's document requires one.
 */
const prefixPattern = `^exported_snapshots/[^/]+/[^/]+/${clusterName}/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}/[0-9]+$`

/**
 * Returns the example of a job. Recorded: `customData` is always there, `finishedAt` only at the end, `stateReason` only after
 * a failure, and `links` never. A job of a sharded cluster has `components`, and that of a replica set `exportStatus`.
 */
const jobExample =
  (job: JsonObject): CreateExample =>
  (provider) => ({
    body: { ...job, exportBucketId: exportBucketIds[provider] },
    absent: ['links', 'components', 'exportStatus', 'finishedAt', 'stateReason'].filter(
      (name) => !(name in job),
    ),
    patterns: { prefix: prefixPattern },
  })

/** The example of a replica set's job in each state. */
export const jobExamples: Readonly<Record<JobState, CreateExample>> = {
  Queued: jobExample(examples.QueuedExportJob),
  InProgress: jobExample(examples.ExportJobInProgress),
  Successful: jobExample(examples.SuccessfulExportJob),
  Failed: jobExample(examples.FailedExportJob),
}

/** The example of a sharded cluster's job. */
export const shardedJob: CreateExample = jobExample(examples.ShardedExportJob)

/** Returns the request body that creates a job. */
export const jobRequest = (provider: CloudProvider): JsonObject => ({
  ...examples.ExportJobRequest,
  exportBucketId: exportBucketIds[provider],
})
