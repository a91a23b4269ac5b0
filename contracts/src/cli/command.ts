import type { CommandSpec, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Environment, Output } from '@export-buckets/cli-kit/output'
import type { Style } from '@export-buckets/cli-kit/style'
import type { Send, Wait } from '../verify/options.ts'

/** Everything that the command line reads or writes outside of itself, except the process of Pact's verifier. */
export interface CliContext {
  readonly env: Environment
  readonly stdout: Output
  readonly stderr: Output
  readonly fetch: Send
  writeFile(path: string, text: string): Promise<void>
  appendFile(path: string, text: string): Promise<void>
  readonly wait: Wait
  /** Aborts when the user interrupts the program. */
  readonly interrupt: AbortSignal
}

/** A command of the program. */
export interface Command extends CommandSpec {
  /** A sentence for the program's help. */
  readonly about: string
  help(style: Style): string
  /**
   * Runs the command and returns the exit code.
   *
   * @throws UsageError when the arguments or the environment are invalid
   */
  run(parsedArgs: ParsedArguments, context: CliContext): Promise<number>
}

/** The program's name. */
export const program = 'export-buckets-contracts'
