import type { ExportJob, Snapshot } from '@export-buckets/core'
import { redactedSnippet } from '../secrets.ts'
import { joinSentences } from './error-message.ts'

/** An export job ended as `Failed` or `Cancelled`. `message` has Atlas's reason and what to do. */
export class ExportJobError extends Error {
  override readonly name = 'ExportJobError'
  /** Stable, for a `switch`. */
  readonly code = 'EXPORT_JOB_ERROR'
  /** The job, with its `state`, `stateReason` and `prefix`. */
  readonly job: ExportJob

  /** @param job - a job whose `state` is `Failed` or `Cancelled` */
  constructor(job: ExportJob) {
    const { id, state, stateReason: { errorCode, message } = {}, prefix = 'its prefix' } = job
    const reason = [state, errorCode, message].filter(Boolean).join(': ')
    const advice = `Atlas does not retry it: create another job. Files that were exported remain under ${prefix}.`
    super(joinSentences(`export job ${id}: ${redactedSnippet(reason)}`, advice))
    this.job = job
  }
}

/** A snapshot failed. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
  /** Stable, for a `switch`. */
  readonly code = 'SNAPSHOT_ERROR'
  /** The snapshot, whose `status` is `failed`. */
  readonly snapshot: Snapshot

  constructor(snapshot: Snapshot) {
    super(`snapshot ${snapshot.id}: ${snapshot.status}. Take another one.`)
    this.snapshot = snapshot
  }
}
