import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { ValidationError } from '@export-buckets/core'
import { AtlasApiError } from '../errors/atlas-api-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import { TimeoutError } from '../errors/timeout-error.ts'
import { TokenError } from '../errors/token-error.ts'

/** What the program exits with. */
export const exitCodes = {
  0: 'done',
  1: 'Atlas answered an error, or nothing that can be understood',
  2: 'the command line, the environment or the body is wrong; nothing was sent',
  3: 'not authenticated or no permission: Atlas answered 401, or there was no token',
  4: 'not found: Atlas answered 404',
  5: 'no answer: the network failed, or the time was up',
  130: 'interrupted',
} as const

export type ExitCode = keyof typeof exitCodes

const exitCodeByStatus: Readonly<Record<number, ExitCode>> = { 401: 3, 404: 4 }

/** What an error is to the shell. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof AtlasApiError) return exitCodeByStatus[error.status] ?? 1
  if (error instanceof TokenError) return 3
  if (error instanceof NetworkError || error instanceof TimeoutError) return 5
  return error instanceof UsageError || error instanceof ValidationError ? 2 : 1
}
