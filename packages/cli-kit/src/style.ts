import { styleText } from 'node:util'
import type { Environment, Output } from './output.ts'
import { escapeForTerminal } from './printable.ts'

export { escapeForTerminal } from './printable.ts'

/** Marks a text up, where the stream shows it. */
export type Style = (format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

/** Whether the terminal understands control sequences. */
export function supportsAnsi({ isTTY }: Output, env: Environment): boolean {
  return isTTY && env['TERM'] !== 'dumb'
}

/** The row of a help that tells of NO_COLOR. */
export const noColorRow = [
  'NO_COLOR',
  'no colour; there is none outside of a terminal anyway',
] as const

/** Takes a line away: `\r` and "erase in line" of ECMA-48, section 8.3.41. */
export const eraseLine = '\r\u001b[2K'

/** Colour is for terminals alone, and not with NO_COLOR (https://no-color.org). */
export function createStyle(output: Output, env: Environment): Style {
  const isColored = supportsAnsi(output, env) && !env['NO_COLOR']
  return (format, text) => (isColored ? styleText(format, text, { validateStream: false }) : text)
}

/** What an error says. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Says on standard error why a program ends. */
export function printError(stderr: Output, env: Environment, error: unknown): void {
  stderr.write(
    `${createStyle(stderr, env)('red', 'error:')} ${escapeForTerminal(errorMessage(error))}\n`,
  )
}
