import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import type { Option } from './option.ts'
import type { Style } from './style.ts'

/** The program's name. */
export const program = 'export-buckets-contracts'

type Rows = readonly (readonly [string, string])[]

/** A titled table of two columns. */
export function section(style: Style, title: string, rows: Rows): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
  return [style('bold', `${title}:`), ...lines].join('\n')
}

/** What the help says of an option. */
export function optionRow({
  name,
  short,
  value,
  about,
  variable,
  repeatable,
}: Option): readonly [string, string] {
  const letter = short === undefined ? '    ' : `-${short}, `
  const notes = [repeatable && 'repeatable', variable && `default: ${variable}`].filter(Boolean)
  const left = `${letter}--${name}${value === undefined ? '' : ` ${value}`}`
  return [left, [about, ...notes].join('; ')]
}

/** The help of the program. */
export function programHelp(commands: readonly Command[], style: Style): string {
  return `${[
    'Holds any provider of the MongoDB Atlas snapshot export bucket API to its contracts.',
    `${style('bold', 'Usage:')} ${program} COMMAND [options]`,
    section(
      style,
      'Commands',
      commands.map(({ name, summary }) => [name, summary]),
    ),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    `Options and examples of a command: ${program} COMMAND --help`,
  ].join('\n\n')}\n`
}
