import { styleText } from 'node:util'
import type { Environment, Output } from './output.ts'
import { printable } from './printable.ts'

export { printable } from './printable.ts'

/** Marks a text up, where the stream shows it. */
export type Style = (format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

/** Whether the terminal understands control sequences. */
export function isCapable({ isTTY }: Output, env: Environment): boolean {
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
export function styleOf(output: Output, env: Environment): Style {
  const coloured = isCapable(output, env) && !env['NO_COLOR']
  return (format, text) => (coloured ? styleText(format, text, { validateStream: false }) : text)
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Says on standard error why a program ends. */
export function complain(stderr: Output, env: Environment, error: unknown): void {
  stderr.write(`${styleOf(stderr, env)('red', 'error:')} ${printable(messageOf(error))}\n`)
}
