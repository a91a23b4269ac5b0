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
import { defaultBaseUrl } from '../options.ts'
import { type Command, commandFlags } from './command.ts'
import { commands, type MetaCommand, metaCommands } from './commands.ts'
import { exitCodes } from './exit-code.ts'

const environmentRows: HelpRows = [
  [atlasVariables.clientId, 'the service account: client id'],
  [atlasVariables.clientSecret, 'the service account: client secret'],
  [atlasVariables.publicKey, 'the API key, used without a service account: public key'],
  [atlasVariables.privateKey, 'the API key: private key'],
  [atlasVariables.groupId, 'the project; --groupId overrides it'],
  [baseUrlVariables[0], `the base URL of Atlas; default: ${defaultBaseUrl}`],
  [baseUrlVariables[1], 'the same, under the name that Terraform uses'],
  noColorRow,
]

/** Returns the help of the program. */
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

/** Returns the help of a command. */
export function commandHelp(command: Command, style: Style): string {
  const { name, operationId, description, examples } = command
  const flags = commandFlags(command)
  return helpText(
    description,
    commandUsage(style, 'export-buckets', { name, flags }),
    flagSection(style, flags),
    exampleSection(style, examples),
    `Operation ${operationId}; requires the role ${operations[operationId].role} in the project.`,
  )
}

/** Returns the help of a meta command. */
export function metaCommandHelp({ name, description, choices }: MetaCommand, style: Style): string {
  return helpText(description, usage(style, 'export-buckets', name, choices.join('|')))
}
