import { atlasVariables, baseUrlVariables } from '@export-buckets/command-line/atlas-environment'
import {
  commandUsage,
  exampleSection,
  flagSection,
  helpText,
  type Rows,
  section,
  usage,
} from '@export-buckets/command-line/help'
import { noColorRow, type Style } from '@export-buckets/command-line/style'
import { operations } from '@export-buckets/core'
import { atlasUrl } from '../base-url.ts'
import { type Command, flagsOf } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes } from './exit-code.ts'
import { type OtherCommand, otherCommands } from './other-commands.ts'

const environment: Rows = [
  [atlasVariables.clientId, 'service account, with'],
  [atlasVariables.clientSecret, ''],
  [atlasVariables.publicKey, 'API key where there is no service account, with'],
  [atlasVariables.privateKey, ''],
  [atlasVariables.groupId, 'the project, where there is no --groupId'],
  [baseUrlVariables[0], `the base URL of Atlas; default: ${atlasUrl}`],
  [baseUrlVariables[1], 'the same, by the name that Terraform reads'],
  noColorRow,
]

/** The help of the program. */
export function programHelp(style: Style): string {
  const all = [...commands, ...otherCommands].map(({ name, about }) => [name, about] as const)
  return helpText(
    'Calls the snapshot export bucket API of MongoDB Atlas.',
    usage(style, 'export-buckets', 'COMMAND', '[flags]'),
    section(style, 'Commands', all),
    section(style, 'Environment', environment),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    'Flags and examples of a command: export-buckets COMMAND --help',
  )
}

/** The help of a command. */
export function commandHelp(command: Command, style: Style): string {
  const { name, operationId, about, examples } = command
  const flags = flagsOf(command)
  return helpText(
    about,
    commandUsage(style, 'export-buckets', { name, flags }),
    flagSection(style, flags),
    exampleSection(style, examples),
    `Operation ${operationId}; the caller needs the role ${operations[operationId].role} in the project.`,
  )
}

/** The help of a command that asks Atlas nothing. */
export function otherHelp({ name, about, words }: OtherCommand, style: Style): string {
  return helpText(about, usage(style, 'export-buckets', name, words.join('|')))
}
