import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { IndeterminateError } from './indeterminate-error.ts'

/** What the program exits with. */
export const exitCodes = {
  0: 'done',
  1: 'the database or a file refused; nothing was changed',
  2: 'the command line or the environment is wrong; nothing was changed',
  3: 'something was changed, or may have been, but not all was done: see what it says',
} as const

export type ExitCode = keyof typeof exitCodes

/** What an error is to the shell. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof IndeterminateError) return 3
  return error instanceof UsageError ? 2 : 1
}
