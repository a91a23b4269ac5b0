import type { CommandSpec, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Environment, Output as Stream } from '@export-buckets/cli-kit/output'
import type { EnvVar } from '../runtimes/server/env-vars.ts'

/** An output stream. */
export interface Output extends Stream {
  /** Writes text and waits for it. Rejects when it cannot be written. */
  writeAndFlush(text: string): Promise<void>
}

/** The inputs and outputs of the command line, other than files and the database. */
export interface CliContext {
  /** The arguments after the name of the program. */
  readonly args: readonly string[]
  readonly env: Environment
  readonly stdout: Output
  readonly stderr: Output
}

/** A command. Argument parsing and the help read its properties. */
export interface Command extends CommandSpec {
  readonly about: string
  /** The environment variables of this command, in addition to those of every command. */
  readonly variables?: readonly EnvVar[]
  readonly examples: readonly string[]
  run(parsedArgs: ParsedArguments, context: CliContext): Promise<unknown>
}
