import { styleText } from 'node:util'
import type { Output, World } from './world.ts'

/** Marks a text up, where the stream shows it. */
export type Style = (format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

/** Colour is for terminals alone, and not with NO_COLOR (https://no-color.org). */
export function styleOf({ isTTY }: Output, env: World['env']): Style {
  const coloured = isTTY && env['TERM'] !== 'dumb' && !env['NO_COLOR']
  return (format, text) => (coloured ? styleText(format, text, { validateStream: false }) : text)
}

/** A text from elsewhere on one line, as a terminal may get it: control and formatting characters are escaped. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
}
