import {
  type CloudProvider,
  ExportId,
  type ExportJob,
  finalExportJobStates,
} from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { clusterName, exportBucketIds, exportId, groupId, snapshotId } from '../ids.ts'
import type { CreateExample } from './example.ts'

/** The state of a job that a provider state can create. */
export type JobState = Exclude<ExportJob['state'], 'Cancelled'>

/**
 * The pattern of a prefix. Names may replace the first two ids. Recorded: there is no leading slash, although the pattern of
 * MongoDB's document requires one.
 */
const prefixPattern = `^exported_snapshots/[^/]+/[^/]+/${clusterName}/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}/[0-9]+$`

/** The reason of the failure of the job that the provider states create. */
export const stateReason: Required<NonNullable<ExportJob['stateReason']>> = {
  errorCode: 'EXPORT_FAILED',
  message: 'access to the bucket was denied',
}

/** The number of collections of the example cluster. */
export const collections = 12

const hasEnded = (state: JobState) => finalExportJobStates.some((final) => final === state)

/** The job that the provider states create. */
export const exampleJob: Pick<ExportJob, 'id' | 'snapshotId'> &
  Required<Pick<ExportJob, 'customData' | 'prefix'>> = {
  id: exportId,
  snapshotId,
  customData: [],
  prefix: `exported_snapshots/5cf3a1b0c2d4e5f600000001/${groupId}/${clusterName}/2026-11-23T2300/1795476600`,
}

const exportJob = (provider: CloudProvider, state: JobState): ExportJob => ({
  ...exampleJob,
  exportBucketId: exportBucketIds[provider],
  createdAt: '2026-11-23T23:30:00Z',
  state,
  ...(hasEnded(state) && { finishedAt: '2026-11-23T23:45:00Z' }),
  ...(state === 'Failed' && { stateReason }),
})

/**
 * Returns the example of a replica set's job. Recorded: `customData` and `exportStatus` are always there, `finishedAt` only
 * at the end, `stateReason` only after a failure, and `links` and `components` never.
 */
const jobExample =
  (state: JobState): CreateExample =>
  (provider) => {
    const exportStatus = { exportedCollections: 0, totalCollections: 0 }
    const body = { ...exportJob(provider, state), exportStatus }
    const isAbsent = (name: string) => !(name in body)
    return {
      body,
      recorded: [
        ...['customData', 'prefix', 'exportStatus', ...Object.keys(exportStatus)],
        ...['finishedAt', 'stateReason', ...Object.keys(stateReason)],
      ],
      absent: ['links', 'components', 'finishedAt', 'stateReason'].filter(isAbsent),
      patterns: { prefix: prefixPattern },
    }
  }

/** The example of a replica set's job in each state. */
export const jobExamples: Readonly<Record<JobState, CreateExample>> = {
  Queued: jobExample('Queued'),
  InProgress: jobExample('InProgress'),
  Successful: jobExample('Successful'),
  Failed: jobExample('Failed'),
}

/** A job of a sharded cluster. It has `components`, and no `exportStatus`. */
export const shardedJob: CreateExample = (provider) => ({
  body: {
    ...exportJob(provider, 'Successful'),
    components: [
      {
        exportId: ExportId.parse('d00000000000000000000010'),
        replicaSetName: 'atlas-000001-shard-0',
      },
    ],
  },
  recorded: ['customData', 'prefix', 'finishedAt', 'components', 'exportId', 'replicaSetName'],
  absent: ['links', 'exportStatus', 'stateReason'],
  patterns: { prefix: prefixPattern },
})

/** Returns the request body that creates a job. */
export const jobRequest = (provider: CloudProvider): JsonObject => ({
  exportBucketId: exportBucketIds[provider],
  snapshotId,
  customData: [{ key: 'team', value: 'data' }],
})
