import { UsageError } from '@export-buckets/cli-kit/arguments'
import { ValidationError } from '@export-buckets/core'
import { NetworkError, TimeoutError } from '../errors/connection-errors.ts'
import { ExportJobError, SnapshotError } from '../errors/export-workflow-errors.ts'
import { AtlasApiError, TokenError } from '../errors/response-errors.ts'
import { NotFoundError, WaitTimeoutError } from './errors.ts'

/** The exit codes of the program, with their description for help. */
export const exitCodes = {
  0: 'success',
  1: 'error or unexpected response from Atlas, or a question that was answered with no',
  2: 'invalid arguments, environment or body; nothing was sent',
  3: 'not authenticated or missing permission: 401, or no access token',
  4: 'not found: 404, or no snapshot to export',
  5: 'network failure or timeout of a request',
  6: 'the export job or the snapshot failed',
  7: 'the export job was cancelled',
  8: 'the export job or the snapshot did not end within --timeout, and continues',
  130: 'interrupted',
} as const

/** An exit code of the program. */
export type ExitCode = keyof typeof exitCodes

const exitCodeByStatus: Readonly<Record<number, ExitCode>> = { 401: 3, 404: 4 }

/** Returns the exit code for an error. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof AtlasApiError) return exitCodeByStatus[error.status] ?? 1
  if (error instanceof TokenError) return 3
  if (error instanceof NotFoundError) return 4
  if (error instanceof NetworkError || error instanceof TimeoutError) return 5
  if (error instanceof ExportJobError) return error.job.state === 'Cancelled' ? 7 : 6
  if (error instanceof SnapshotError) return 6
  if (error instanceof WaitTimeoutError) return 8
  return error instanceof UsageError || error instanceof ValidationError ? 2 : 1
}
