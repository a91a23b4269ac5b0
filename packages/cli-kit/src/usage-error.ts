/** The command line, the environment or a file cannot be used as given. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
