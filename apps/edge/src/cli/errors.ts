/** The command line or the environment cannot be used as given. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command was understood, but could not be carried out. The message says why, and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
