import type { ExportJob, RequestBody, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { ClusterParams, ExportJobParams } from '../call-options.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { createPagedList, type ListOptions, type PagedList } from '../paged-list.ts'
import { toAbortableIterable } from '../polling.ts'
import {
  type WaitForExportJobInput,
  waitForExportJob,
  watchExportJob,
} from '../workflow/export-jobs.ts'

/** The input of `list`. */
export interface ListExportJobsInput extends ClusterParams, ListOptions {}

/** The input of `create`. */
export interface CreateExportJobInput extends ClusterParams {
  /** The snapshot, the export bucket, and labels of your own (`customData`). */
  readonly job: RequestBody<'createGroupClusterBackupExport'>
}

/**
 * The export jobs of a cluster. `create` requires the role Project Backup Export Operator. All other methods require
 * Project Backup Manager, so a credential may be able to start a job and not to watch it. No operation cancels a job. The
 * methods reject as those of `exportBuckets` do.
 */
export interface ExportJobs {
  /** Lists the jobs of a cluster, in no particular order. Jobs of the backup schedule are among them. */
  list(input: ListExportJobsInput): PagedList<ResponseBody<'listGroupClusterBackupExports'>>

  /** Returns one job. Only its `state` says whether it has ended. */
  get(input: ExportJobParams): AtlasPromise<ExportJob>

  /**
   * Starts the export of a completed snapshot. It is not retried: after a TimeoutError or a NetworkError the job may exist.
   *
   * @throws AtlasApiError for an HTTP error, for example 409 when the snapshot cannot be exported
   */
  create(input: CreateExportJobInput): AtlasPromise<ExportJob>

  /**
   * Watches a job until its `state` is `Successful`, `Failed` or `Cancelled`. Yields the job at first, and then whenever its
   * state or its counts have changed. With the default delays, it sends fewer than 80 requests in the first hour. After
   * the first response, up to five consecutive requests may fail, for example during an outage of Atlas. An
   * iteration that ends early, by `break` or by `signal`, leaves nothing running. Each iteration starts anew.
   *
   * @throws TimeoutError when the job has not ended within `timeout`; the job continues
   *
   * @example
   * ```ts
   * for await (const { state, exportStatus } of atlas.exportJobs.watch({ groupId, clusterName, exportId }))
   *   console.log(state, exportStatus?.exportedCollections)
   * ```
   */
  watch(input: WaitForExportJobInput): AsyncIterable<ExportJob>

  /**
   * Waits as `watch` does, and resolves with the successful job.
   *
   * @throws ExportJobError when the job has failed or was cancelled, with Atlas's reason
   * @throws TimeoutError when the job has not ended within `timeout`; the job continues
   */
  waitFor(input: WaitForExportJobInput): Promise<ExportJob>
}

export function createExportJobs(context: ClientContext): ExportJobs {
  return {
    list: (input) =>
      createPagedList(input, (query) =>
        callOperation(context, 'listGroupClusterBackupExports', input, { query }),
      ),
    get: (input) => callOperation(context, 'getGroupClusterBackupExport', input),
    create: (input) =>
      callOperation(context, 'createGroupClusterBackupExport', input, { body: input.job }),
    watch: (input) =>
      toAbortableIterable(input.signal, (signal) => watchExportJob(context, { ...input, signal })),
    waitFor: (input) => waitForExportJob(context, input),
  }
}
