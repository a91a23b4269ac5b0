import { helpText, section, usage } from '@export-buckets/cli-kit/help'
import type { Style } from '@export-buckets/cli-kit/style'
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'

/** The program's name. */
export const program = 'export-buckets-contracts'

/** The help of the program. */
export function programHelp(commands: readonly Command[], style: Style): string {
  const commandRows = commands.map(({ name, about }) => [name, about] as const)
  return helpText(
    'Holds any provider of the MongoDB Atlas snapshot export bucket API to its contracts.',
    usage(style, program, 'COMMAND', '[flags]'),
    section(style, 'Commands', commandRows),
    section(style, 'Exit codes', Object.entries(exitCodes)),
    `Flags and examples of a command: ${program} COMMAND --help`,
  )
}
