import type { CommandSpec, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { EnvVar } from '../runtimes/server/env-vars.ts'
import type { CliContext } from './context.ts'

/** A command. Parsing and help read it. */
export interface Command extends CommandSpec {
  readonly about: string
  /** The variables that it reads, beside those that every command does. */
  readonly variables?: readonly EnvVar[]
  readonly examples: readonly string[]
  run(parsedArgs: ParsedArguments, context: CliContext): Promise<unknown>
}
