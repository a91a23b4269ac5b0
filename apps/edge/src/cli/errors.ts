import { UsageError } from '@export-buckets/cli-kit/arguments'

/** Thrown when a change was made, or may have been made, but not completed. The message says what to do next. */
export class IndeterminateError extends Error {
  override readonly name = 'IndeterminateError'
}

/** Returns the error for an id without a credential. */
export function credentialNotFound(id: string): Error {
  return new Error(
    `no credential has the id ${JSON.stringify(id)}; "export-buckets-edge credentials list" shows all`,
  )
}

/** The exit codes of the program, for the help. */
export const exitCodes = {
  0: 'success',
  1: 'the database or a file failed; nothing was changed',
  2: 'invalid command line or environment; nothing was changed',
  3: 'a change was made, or may have been made, but not completed: see the error',
} as const

type ExitCode = keyof typeof exitCodes

/** Returns the exit code for an error. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof IndeterminateError) return 3
  return error instanceof UsageError ? 2 : 1
}
