/** A stream that text goes to. */
export interface Output {
  /** Whether a person is watching. */
  readonly isTTY: boolean
  write(text: string): void
  /** Writes what must not get lost; rejects when it cannot be written. */
  deliver(text: string): Promise<void>
}

/** Everything that the command line touches besides files and the database. */
export interface World {
  /** What follows the program's name. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
}
