import type { ExportJob } from '@export-buckets/core'
import type { ClusterParams, ExportJobParams } from '../call-options.ts'
import { ExportJobError } from '../errors/export-workflow-errors.ts'
import type { KnownState } from '../polling.ts'
import type { CreateExportJobInput } from '../resources/export-jobs.ts'
import { describeExportJob } from '../workflow/export-jobs.ts'
import type { CommandCall, CommandResult } from './command.ts'
import { createExportProgress, type ExportProgress } from './export-progress.ts'
import { formatCommand } from './format-command.ts'
import { toResult, toWaitFailure, type WaitResult, waitForStart } from './wait.ts'
import { startWaitLimit, type WaitLimit, waitOptions } from './wait-limit.ts'

/** The exports of a command: its call, the limit of its waits, and its progress. */
export interface ExportRun {
  readonly call: CommandCall
  readonly limit: WaitLimit | undefined
  readonly progress: ExportProgress
}

/** Creates the exports of some clusters. The limit of `--timeout` starts now. */
export function createExportRun(call: CommandCall, ...clusterNames: readonly string[]): ExportRun {
  return {
    call,
    limit: startWaitLimit(call.parsedArgs),
    progress: createExportProgress(call.progress, ...clusterNames),
  }
}

/**
 * Watches an export job until it ends.
 *
 * @param job - the job, when it was just created
 */
export async function watchExportJob(
  { call, limit, progress }: ExportRun,
  params: ExportJobParams,
  job?: ExportJob,
): Promise<WaitResult<ExportJob>> {
  const { clusterName, exportId } = params
  let last = job
  if (job !== undefined) progress.reportJob(clusterName, job)
  const input: ExportJobParams & KnownState = {
    ...params,
    ...waitOptions(limit),
    lastState: job?.state,
  }
  try {
    for await (const current of call.atlas.exportJobs.watch(input)) {
      last = current
      progress.reportJob(clusterName, current)
    }
    if (last !== undefined && last.state !== 'Successful') throw new ExportJobError(last)
    return { last }
  } catch (error) {
    const target = {
      name: describeExportJob(params),
      command: formatCommand(call, 'job watch', { clusterName, exportId }),
      operationId: 'getGroupClusterBackupExport',
      exists: last !== undefined,
    } as const
    return { last, failure: toWaitFailure(call, target, limit, error) }
  }
}

/** Starts an export job. With `--watch`, watches it until it ends. */
export async function startExportJob(
  run: ExportRun,
  params: ClusterParams,
  body: CreateExportJobInput['job'],
): Promise<WaitResult<ExportJob>> {
  const { call } = run
  const request = call.atlas.exportJobs.create({ ...params, job: body })
  const started = await waitForStart(call, 'job', params, request)
  const { last: job } = started
  if (job === undefined || !call.parsedArgs.isTrue('watch')) return started
  return watchExportJob(run, { ...params, exportId: job.id }, job)
}

/** Returns the output of a command that exports: the job, and the prefix of the exported files when it is successful. */
export function toJobResult(result: WaitResult<ExportJob>): CommandResult {
  const { state, prefix } = result.last ?? {}
  const hasFiles = state === 'Successful' && prefix !== undefined
  return { ...toResult(result), ...(hasFiles && { summary: `Exported files: ${prefix}/` }) }
}
