import type { CommandSpec } from './arguments.ts'
import { type Flag, isBoolean, variableNames } from './flag.ts'
import type { Style } from './style.ts'
import { alignColumns } from './table.ts'

/** Two columns: a name, and what it is. */
export type HelpRows = readonly (readonly [name: string, about: string])[]

/** A part of a help text: two columns under a title. */
export function section(style: Style, title: string, rows: HelpRows): string {
  const lines = alignColumns(rows).map((line) => `  ${line}`)
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
  { name, positional, flags }: CommandSpec,
): string {
  const positionalText = positional?.choices?.join('|') ?? positional?.name ?? ''
  const requiredFlags = flags
    .filter(({ required, variable }) => required && !variable)
    .map(formatFlagName)
  return usage(
    style,
    program,
    name,
    positionalText,
    ...requiredFlags,
    flags.length > 0 ? '[flags]' : '',
  )
}

/** The flags of a command; nothing where it has none. */
export function flagSection(style: Style, flags: readonly Flag[]): string {
  if (flags.length === 0) return ''
  // Room for letters, where a flag has one.
  const formatShort = flags.some(({ short }) => short !== undefined) ? formatShortName : () => ''
  const rows = flags.map(
    (flag) => [formatShort(flag) + formatFlagName(flag), formatDescription(flag)] as const,
  )
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

function formatShortName({ short }: Flag): string {
  return short === undefined ? '    ' : `-${short}, `
}

function formatFlagName(flag: Flag): string {
  return `--${flag.name}${isBoolean(flag) ? '' : ` ${flag.valueName}`}`
}

function formatDescription(flag: Flag): string {
  const { description, multiple } = flag
  const variables = variableNames(flag).join(' or ')
  const notes = [multiple && 'may be repeated', variables && `default: ${variables}`]
  return [description, ...notes.filter(Boolean)].join('; ')
}
