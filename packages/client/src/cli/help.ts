import { atlasVariables, baseUrlVariables } from '@export-buckets/cli-kit/atlas-environment'
import {
  commandUsage,
  exampleSection,
  flagSection,
  type HelpRows,
  helpText,
  section,
  usage,
} from '@export-buckets/cli-kit/help'
import { noColorRow, type Style } from '@export-buckets/cli-kit/style'
import { operations } from '@export-buckets/core'
import { defaultBaseUrl } from '../base-url.ts'
import { type Command, commandFlags } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes } from './exit-code.ts'
import { type MetaCommand, metaCommands } from './meta-commands.ts'

const environmentRows: HelpRows = [
  [atlasVariables.clientId, 'service account, with'],
  [atlasVariables.clientSecret, ''],
  [atlasVariables.publicKey, 'API key where there is no service account, with'],
  [atlasVariables.privateKey, ''],
  [atlasVariables.groupId, 'the project, where there is no --groupId'],
  [baseUrlVariables[0], `the base URL of Atlas; default: ${defaultBaseUrl}`],
  [baseUrlVariables[1], 'the same, by the name that Terraform reads'],
  noColorRow,
]

/** The help of the program. */
export function programHelp(style: Style): string {
  const commandRows = [...commands, ...metaCommands].map(
    ({ name, description }) => [name, description] as const,
  )
  return helpText(
    'Calls the snapshot export bucket API of MongoDB Atlas.',
    usage(style, 'export-buckets', 'COMMAND', '[flags]'),
    section(style, 'Commands', commandRows),
    section(style, 'Environment', environmentRows),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    'Flags and examples of a command: export-buckets COMMAND --help',
  )
}

/** The help of a command. */
export function commandHelp(command: Command, style: Style): string {
  const { name, operationId, description, examples } = command
  const flags = commandFlags(command)
  return helpText(
    description,
    commandUsage(style, 'export-buckets', { name, flags }),
    flagSection(style, flags),
    exampleSection(style, examples),
    `Operation ${operationId}; the caller needs the role ${operations[operationId].role} in the project.`,
  )
}

/** The help of a command that asks Atlas nothing. */
export function metaCommandHelp({ name, description, choices }: MetaCommand, style: Style): string {
  return helpText(description, usage(style, 'export-buckets', name, choices.join('|')))
}
