import type { Command as ProgramCommand, ProgramContext } from '@export-buckets/cli-kit/program'
import type { Output as Stream } from '@export-buckets/cli-kit/terminal'

/** An output stream. */
export interface Output extends Stream {
  /** Writes text and waits for it. Rejects when it cannot be written. */
  writeAndFlush(text: string): Promise<void>
}

/** The inputs and outputs of the command line, other than files and the database. */
export interface CliContext extends ProgramContext {
  readonly stdout: Output
  readonly stderr: Output
}

export type Command = ProgramCommand<CliContext>
