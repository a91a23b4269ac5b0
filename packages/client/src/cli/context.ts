import type { Environment, Output } from '@export-buckets/cli-kit/output'
import type { FetchLike } from '../fetch.ts'

/** Everything that the command line touches outside of itself. */
export interface CliContext {
  /** What follows the program's name. */
  readonly args: readonly string[]
  readonly env: Environment
  readonly stdout: Output
  readonly stderr: Output
  readonly fetch: FetchLike
  readFile(path: string): Promise<Uint8Array>
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>
  /** Milliseconds, from any point in time on. */
  now(): number
  /** Aborts when the person interrupts the program. */
  readonly interruptSignal: AbortSignal
}
