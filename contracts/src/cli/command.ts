import type { CommandSpec, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Style } from '@export-buckets/cli-kit/style'
import type { CliContext } from './context.ts'

/** A command of the program. Parsing, help and the start read it. */
export interface Command extends CommandSpec {
  /** A sentence for the help of the program. */
  readonly about: string
  help(style: Style): string
  /**
   * Runs to its end and answers the exit code.
   *
   * @throws UsageError when the arguments or the environment cannot be used as given
   */
  run(parsedArgs: ParsedArguments, context: CliContext): Promise<number>
}
