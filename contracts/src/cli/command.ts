import type { ProgramContext } from '@export-buckets/cli-kit/program'
import type { Send, Wait } from '../verify/options.ts'

/** The inputs and outputs of the program, except the process of Pact's verifier. */
export interface CliContext extends ProgramContext {
  readonly fetch: Send
  writeFile(path: string, text: string): Promise<void>
  appendFile(path: string, text: string): Promise<void>
  readonly wait: Wait
  readonly interruptSignal: AbortSignal
}

export const programName = 'export-buckets-contracts'
