import { styleText } from 'node:util'
import { escapeForTerminal } from './printable.ts'

export { escapeForTerminal } from './printable.ts'

/** The environment variables of a program. */
export type Environment = Readonly<Record<string, string | undefined>>

/** An output stream. */
export interface Output {
  /** Whether the stream is a terminal. */
  readonly isTTY: boolean
  write(text: string): void
}

/** Formats text when the stream supports it. */
export type Style = (format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

/** Returns whether the stream is a terminal that supports control sequences. */
export function supportsAnsi({ isTTY }: Output, env: Environment): boolean {
  return isTTY && env['TERM'] !== 'dumb'
}

/** The row about NO_COLOR in the help of a program. */
export const noColorRow = ['NO_COLOR', 'disables colour, which is used on terminals only'] as const

/** Erases the current line: `\r` and "erase in line" (ECMA-48, section 8.3.41). */
export const eraseLine = '\r\u001b[2K'

/** Creates a style with colour on terminals, except when NO_COLOR is set (https://no-color.org). */
export function createStyle(output: Output, env: Environment): Style {
  const isColored = supportsAnsi(output, env) && !env['NO_COLOR']
  return (format, text) => (isColored ? styleText(format, text, { validateStream: false }) : text)
}

/** Returns the message of an error, or any other thrown value as text. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Writes `error:` and the message of an error on one line. */
export function printError(stderr: Output, env: Environment, error: unknown): void {
  stderr.write(
    `${createStyle(stderr, env)('red', 'error:')} ${escapeForTerminal(errorMessage(error))}\n`,
  )
}
