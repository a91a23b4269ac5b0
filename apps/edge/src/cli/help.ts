import type { Variable } from '../entry/variables.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exit-code.ts'

type Rows = readonly (readonly [string, string])[]

function section(title: string, rows: Rows): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
  return [`${title}:`, ...lines].join('\n')
}

/** The help of the program. */
export function programHelp(commands: readonly Command[]): string {
  return `${[
    'Serves export buckets, and keeps the credentials and the database of the server.',
    'Usage: export-buckets-edge [COMMAND] [flags]',
    section('Commands', [
      ...commands.map(({ name, about }) => [name, about] as const),
      ['help', 'Prints this help, or that of a command.'],
    ]),
    section('Environment', [
      ['DATABASE_URL', 'the database, where there is no --database'],
      [
        'DATABASE_AUTH_TOKEN',
        'the token of a database on another machine; there is no flag for it',
      ],
    ]),
    section('Exit codes', Object.entries(exitCodes)),
    'Flags, variables and examples of a command: export-buckets-edge COMMAND --help',
  ].join('\n\n')}\n`
}

function variableRow({ name, about, otherwise }: Variable): readonly [string, string] {
  return [name, otherwise === undefined ? about : `${about}; default: ${otherwise}`]
}

/** The help of a command. */
export function commandHelp(command: Command): string {
  const { name, about, operand, flags, variables = [], examples } = command
  const follows = operand?.choices?.join('|') ?? operand?.name
  const rows = flags.map((flag) => {
    const left = `--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`
    return [left, flag.many ? `${flag.about}; may be repeated` : flag.about] as const
  })
  return `${[
    about,
    `Usage: export-buckets-edge ${name}${follows === undefined ? '' : ` ${follows}`}${rows.length > 0 ? ' [flags]' : ''}`,
    ...(rows.length > 0 ? [section('Flags', rows)] : []),
    ...(variables.length > 0 ? [section('Environment', variables.map(variableRow))] : []),
    section(
      'Examples',
      examples.map((example) => [example, ''] as const),
    ),
  ].join('\n\n')}\n`
}
