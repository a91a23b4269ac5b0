import type { Environment, Output as Stream } from '@export-buckets/cli-kit/output'

/** A stream that text goes to, some of which must arrive. */
export interface Output extends Stream {
  /** Writes what must not get lost; rejects when it cannot be written. */
  writeAndFlush(text: string): Promise<void>
}

/** Everything that the command line touches besides files and the database. */
export interface CliContext {
  /** What follows the program's name. */
  readonly args: readonly string[]
  readonly env: Environment
  readonly stdout: Output
  readonly stderr: Output
}
