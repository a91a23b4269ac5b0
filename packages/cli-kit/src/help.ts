import { type CommandSpec, type Flag, isBoolean, variableNames } from './arguments.ts'
import type { Style } from './terminal.ts'

/** The rows of a section: a name and its description. */
export type HelpRows = readonly (readonly [name: string, description: string])[]

/** The exit codes and their descriptions. */
export type ExitCodes = Readonly<Record<number, string>>

/** A command, as its help describes it. */
export interface CommandHelp extends CommandSpec {
  /** The first line is the row of the command in the help of the program. */
  readonly description: string
  /** The environment variables, except the variables of the flags. */
  readonly environment?: HelpRows
  /** The exit codes of this command. Default: those of the program. */
  readonly exitCodes?: ExitCodes
  readonly examples?: readonly string[]
  /** The last paragraph. */
  readonly notes?: string
}

/** A program, as its help describes it. */
export interface ProgramHelp {
  readonly name: string
  readonly description: string
  readonly commands: readonly CommandHelp[]
  /** The name of the command that runs without arguments. */
  readonly defaultCommand?: string
  /** The environment variables of all commands. */
  readonly environment?: HelpRows
  readonly exitCodes: ExitCodes
}

/** The command `version`, which every program has. */
export const versionCommand: CommandHelp = {
  name: 'version',
  description: 'Prints the version of this program, like -V.',
  flags: [],
}

/** Returns the commands of a program, with `version` and `help`, which every program has. */
export function listCommands({ commands }: Pick<ProgramHelp, 'commands'>): readonly CommandHelp[] {
  return [
    ...commands,
    versionCommand,
    {
      name: 'help',
      description: 'Prints this help, or the help of a command.',
      flags: [],
      positional: { name: '[COMMAND]' },
    },
  ]
}

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

/** Returns a section of a help text: a title and two columns. Returns an empty string without rows. */
function section(style: Style, title: string, rows: HelpRows = []): string {
  const lines = alignColumns(rows).map((line) => `  ${line}`)
  return lines.length === 0 ? '' : [style('bold', `${title}:`), ...lines].join('\n')
}

function usage(style: Style, ...words: readonly string[]): string {
  return `${style('bold', 'Usage:')} ${words.filter(Boolean).join(' ')}`
}

/** Returns the usage line of a command, with its positional argument and the required flags that have no variable. */
function commandUsage(
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

function flagSection(style: Style, flags: readonly Flag[]): string {
  // The column of short forms is only needed when a flag has one.
  const formatShort = flags.some(({ short }) => short !== undefined) ? formatShortName : () => ''
  const rows = flags.map(
    (flag) => [formatShort(flag) + formatFlagName(flag), formatDescription(flag)] as const,
  )
  return section(style, 'Flags', rows)
}

/** Joins the paragraphs of a help text, except empty ones. */
function joinParagraphs(...paragraphs: readonly string[]): string {
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}

export function programHelp(style: Style, program: ProgramHelp): string {
  const { name, description, defaultCommand, environment, exitCodes } = program
  const commandRows = listCommands(program).map((command) => {
    const [firstLine = ''] = command.description.split('\n')
    return [command.name, firstLine] as const
  })
  return joinParagraphs(
    description,
    usage(style, name, defaultCommand === undefined ? 'COMMAND' : '[COMMAND]', '[flags]'),
    section(style, 'Commands', commandRows),
    section(style, 'Environment', environment),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    `Flags and examples of a command: ${name} COMMAND --help`,
  )
}

export function commandHelp(style: Style, programName: string, command: CommandHelp): string {
  const { description, flags, environment, exitCodes = {}, examples = [], notes = '' } = command
  return joinParagraphs(
    description,
    commandUsage(style, programName, command),
    flagSection(style, flags),
    section(style, 'Environment', environment),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    section(
      style,
      'Examples',
      examples.map((example) => [example, '']),
    ),
    notes,
  )
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
