import { type CommandSpec, type Flag, isBoolean, variableNames } from './arguments.ts'
import type { Style } from './terminal.ts'

/** The rows of a section: a name and its description. */
export type HelpRows = readonly (readonly [name: string, about: string])[]

/** Returns rows as lines with aligned columns, without white space at their ends. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const [first = []] = rows
  const widths = first.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Returns a section of a help text: a title and two columns. */
export function section(style: Style, title: string, rows: HelpRows): string {
  const lines = alignColumns(rows).map((line) => `  ${line}`)
  return [style('bold', `${title}:`), ...lines].join('\n')
}

/** Returns the usage line of a program or command. */
export function usage(style: Style, ...words: readonly string[]): string {
  return `${style('bold', 'Usage:')} ${words.filter(Boolean).join(' ')}`
}

/** Returns the usage line of a command, with its positional argument and the required flags that have no variable. */
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

/** Returns the section of a command's flags, or an empty string when it has none. */
export function flagSection(style: Style, flags: readonly Flag[]): string {
  if (flags.length === 0) return ''
  // The column of short forms is only needed when a flag has one.
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

/** Joins the parts of a help text, except empty ones. */
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
