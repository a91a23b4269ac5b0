import type { Flag, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { CommandHelp } from '@export-buckets/cli-kit/help'
import type { AtlasClient } from '../client.ts'
import type { Progress } from './progress.ts'
import type { Table } from './tables.ts'

/** A label of an export. */
export interface Label {
  readonly key: string
  readonly value: string
}

/** A flag for a field of a request body. */
export interface BodyFlag extends Flag {
  /** The keys that lead to the field. Default: the name of the flag. */
  readonly field?: readonly string[]
  /** Whether the field is an integer. */
  readonly isInteger?: true
  /** Converts the values of a flag that may be repeated. */
  readonly toField?: (values: readonly string[]) => Label[]
}

/** The input of a command. */
export interface CommandCall {
  readonly atlas: AtlasClient
  readonly parsedArgs: ParsedArguments
  /** The request body, not validated yet. `undefined` for a command without one. */
  readonly body: unknown
  readonly signal: AbortSignal
  readonly progress: Progress
  /** Writes a warning to standard error. */
  warn(message: string): void
  /** Whether the user can be asked a question. */
  readonly isInteractive: boolean
  /** Asks a question on the terminal. Returns whether the answer is yes. */
  confirm(question: string): Promise<boolean>
}

/** An error that does not prevent the output of a command. */
export interface Failure {
  readonly error: unknown
  /** The cluster that the error is about. Absent when the command is about one cluster only. */
  readonly clusterName?: string
  /** A note on what may continue in Atlas, with the command that checks or watches it. It is written after an interrupt too. */
  readonly note?: string
}

/** The output of a command. The exit code is the highest one of its failures. */
export interface CommandResult {
  /** The response body. Absent when there is none. */
  readonly body?: unknown
  /** A line after a table. */
  readonly summary?: string | undefined
  /** The instructions for the next step, for standard error on a terminal. */
  readonly nextSteps?: string
  readonly failures?: readonly Failure[]
}

/** A command that calls one or more operations. Its fields also define parsing, help and completion. */
export interface Command extends CommandHelp {
  readonly examples: readonly string[]
  /** The flags for the fields of the request body. Absent for a command without one. */
  readonly body?: readonly BodyFlag[]
  /** The table of a list. Absent for a command that prints no list. */
  readonly table?: Table
  /** The status of a successful response, for `--envelope`. */
  readonly successStatus: number
  run(call: CommandCall): Promise<CommandResult>
}
