import {
  commandUsage,
  exampleSection,
  flagSection,
  type HelpRows,
  helpText,
  section,
  usage,
} from '@export-buckets/cli-kit/help'
import type { Style } from '@export-buckets/cli-kit/style'
import type { EnvVar } from '../runtimes/server/env-vars.ts'
import type { Command } from './command.ts'
import { exitCodes } from './errors.ts'

const environment: HelpRows = [
  ['DATABASE_URL', 'the database, without --database'],
  ['DATABASE_AUTH_TOKEN', 'the token of a remote database; it has no flag'],
]

/** Returns the help of the program. */
export function programHelp(commands: readonly Command[], style: Style): string {
  const commandRows = commands.map(({ name, about }) => [name, about] as const)
  return helpText(
    'Serves export buckets, and manages the credentials and the database of the server.',
    usage(style, 'export-buckets-edge', '[COMMAND]', '[flags]'),
    section(style, 'Commands', [
      ...commandRows,
      ['help', 'Prints this help, or the help of a command.'],
    ]),
    section(style, 'Environment', environment),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    'Flags, variables and examples of a command: export-buckets-edge COMMAND --help',
  )
}

function variableRow({
  name,
  description,
  default: defaultValue,
}: EnvVar): readonly [string, string] {
  return [
    name,
    defaultValue === undefined ? description : `${description}; default: ${defaultValue}`,
  ]
}

/** Returns the help of a command. */
export function commandHelp(command: Command, style: Style): string {
  const { about, flags, variables = [], examples } = command
  return helpText(
    about,
    commandUsage(style, 'export-buckets-edge', command),
    flagSection(style, flags),
    variables.length > 0 ? section(style, 'Environment', variables.map(variableRow)) : '',
    exampleSection(style, examples),
  )
}
