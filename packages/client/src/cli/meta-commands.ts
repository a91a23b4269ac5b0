import { commands } from './commands/index.ts'
import { shells } from './completion/shells.ts'

/** A command that asks Atlas nothing. Help and completion read it. */
export interface MetaCommand {
  readonly name: string
  readonly description: string
  /** What may follow it. */
  readonly choices: readonly string[]
}

export const metaCommands: readonly MetaCommand[] = [
  { name: 'completion', description: 'Prints the completion script of a shell.', choices: shells },
  { name: 'version', description: 'Prints the version of this program, as -V does.', choices: [] },
  {
    name: 'help',
    description: 'Prints this help, or that of a command.',
    choices: commands.map(({ name }) => name),
  },
]
