import type { AnyFetch } from '../fetch.ts'

/** A stream that text goes to. */
export interface Output {
  /** Whether a person is watching. */
  readonly isTTY: boolean
  write(text: string): void
}

/** Everything that the command line touches outside of itself. */
export interface World {
  /** What follows the program's name. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  readonly fetch: AnyFetch
  readFile(path: string): Promise<Uint8Array>
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>
  /** Milliseconds, from any point in time on. */
  now(): number
  /** Aborts when the person interrupts the program. */
  readonly interrupt: AbortSignal
}
