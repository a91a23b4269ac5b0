import type { Environment, Output } from '@export-buckets/cli-kit/output'
import type { Wait } from '../verify/rate-limit-retry.ts'
import type { Send } from '../verify/senders.ts'

/** Everything that the command line touches outside of itself, but for the process in which Pact verifies. */
export interface CliContext {
  readonly env: Environment
  readonly stdout: Output
  readonly stderr: Output
  readonly fetch: Send
  writeFile(path: string, text: string): Promise<void>
  appendFile(path: string, text: string): Promise<void>
  readonly wait: Wait
  /** Aborts when the person interrupts the program. */
  readonly interrupt: AbortSignal
}
