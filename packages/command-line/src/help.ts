import type { Syntax } from './arguments.ts'
import { type Flag, isBoolean, variableNames } from './flag.ts'
import type { Style } from './style.ts'
import { aligned } from './table.ts'

/** Two columns: a name, and what it is. */
export type Rows = readonly (readonly [name: string, about: string])[]

/** A part of a help text: two columns under a title. */
export function section(style: Style, title: string, rows: Rows): string {
  const lines = aligned(rows).map((line) => `  ${line}`)
  return [style('bold', `${title}:`), ...lines].join('\n')
}

/** What a program or a command is called with. */
export function usage(style: Style, ...words: readonly string[]): string {
  return `${style('bold', 'Usage:')} ${words.filter(Boolean).join(' ')}`
}

/** What a command is called with: what has to follow its name whatever the environment holds, and that more may. */
export function commandUsage(
  style: Style,
  program: string,
  { name, operand, flags }: Syntax,
): string {
  const follows = operand?.choices?.join('|') ?? operand?.name ?? ''
  const needed = flags.filter(({ required, variable }) => required && !variable).map(nameAndValue)
  return usage(style, program, name, follows, ...needed, flags.length > 0 ? '[flags]' : '')
}

/** The flags of a command; nothing where it has none. */
export function flagSection(style: Style, flags: readonly Flag[]): string {
  if (flags.length === 0) return ''
  // Room for letters, where a flag has one.
  const letter = flags.some(({ short }) => short !== undefined) ? letterOf : () => ''
  const rows = flags.map((flag) => [letter(flag) + nameAndValue(flag), meaning(flag)] as const)
  return section(style, 'Flags', rows)
}

export function exampleSection(style: Style, examples: readonly string[]): string {
  return section(
    style,
    'Examples',
    examples.map((example) => [example, '']),
  )
}

/** Puts the parts of a help text together, without those that are empty. */
export function helpText(...parts: readonly string[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function letterOf({ short }: Flag): string {
  return short === undefined ? '    ' : `-${short}, `
}

function nameAndValue(flag: Flag): string {
  return `--${flag.name}${isBoolean(flag) ? '' : ` ${flag.value}`}`
}

function meaning(flag: Flag): string {
  const { about, many } = flag
  const variables = variableNames(flag).join(' or ')
  const notes = [many && 'may be repeated', variables && `default: ${variables}`]
  return [about, ...notes.filter(Boolean)].join('; ')
}
