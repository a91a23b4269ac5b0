import { type ExportJob, finalExportJobStates } from '@export-buckets/core'
import type { CallOptions, ExportJobParams } from '../call-options.ts'
import { ExportJobError } from '../errors/export-workflow-errors.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { type KnownState, poll, pollToEnd, type WaitOptions } from '../polling.ts'

/** The input of `watch` and `waitFor`. */
export interface WaitForExportJobInput extends WaitOptions, ExportJobParams {}

/** Names an export job in messages. */
export function describeExportJob({ exportId, clusterName }: ExportJobParams): string {
  return `export job ${exportId} of cluster ${clusterName}`
}

function pollExportJob(context: ClientContext, input: WaitForExportJobInput & KnownState) {
  const target = {
    name: describeExportJob(input),
    finalStates: finalExportJobStates,
    read: (options: CallOptions) =>
      callOperation(context, 'getGroupClusterBackupExport', { ...input, ...options }),
    getState: ({ state }: ExportJob) => state,
  }
  return poll(target, input, context.timeout)
}

/** Yields a job at first, and then whenever its state or its counts have changed. @throws the errors of {@link poll} */
export async function* watchExportJob(
  context: ClientContext,
  input: WaitForExportJobInput & KnownState,
): AsyncGenerator<ExportJob, void, undefined> {
  let lastProgress: string | undefined
  for await (const job of pollExportJob(context, input)) {
    const { state, exportStatus: { exportedCollections, totalCollections } = {} } = job
    const progress = [state, exportedCollections, totalCollections].join()
    if (progress !== lastProgress) yield job
    lastProgress = progress
  }
}

/** Waits until a job is successful. @throws ExportJobError, TimeoutError, and the errors of {@link poll} */
export async function waitForExportJob(
  context: ClientContext,
  input: WaitForExportJobInput,
): Promise<ExportJob> {
  const job = await pollToEnd(pollExportJob(context, input))
  if (job.state === 'Successful') return job
  throw new ExportJobError(job)
}
