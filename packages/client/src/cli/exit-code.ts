import { UsageError } from '@export-buckets/cli-kit/arguments'
import { ValidationError } from '@export-buckets/core'
import { NetworkError, TimeoutError } from '../errors/connection-errors.ts'
import { AtlasApiError, TokenError } from '../errors/response-errors.ts'

/** The exit codes of the program, with their description for help. */
export const exitCodes = {
  0: 'success',
  1: 'error or unexpected response from Atlas',
  2: 'invalid arguments, environment or body; nothing was sent',
  3: 'not authenticated or missing permission: 401, or no access token',
  4: 'not found: 404',
  5: 'network failure or timeout',
  130: 'interrupted',
} as const

type ExitCode = keyof typeof exitCodes

const exitCodeByStatus: Readonly<Record<number, ExitCode>> = { 401: 3, 404: 4 }

/** Returns the exit code for an error. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof AtlasApiError) return exitCodeByStatus[error.status] ?? 1
  if (error instanceof TokenError) return 3
  if (error instanceof NetworkError || error instanceof TimeoutError) return 5
  return error instanceof UsageError || error instanceof ValidationError ? 2 : 1
}
