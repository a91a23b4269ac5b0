/** The command line or the environment cannot be used as given. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
