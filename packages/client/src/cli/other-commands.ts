import { commands } from './commands/index.ts'
import { shells } from './completion/shells.ts'

/** A command that asks Atlas nothing. Help and completion read it. */
export interface OtherCommand {
  readonly name: string
  readonly about: string
  /** What may follow it. */
  readonly words: readonly string[]
}

export const otherCommands: readonly OtherCommand[] = [
  { name: 'completion', about: 'Prints the completion script of a shell.', words: shells },
  { name: 'version', about: 'Prints the version of this program, as -V does.', words: [] },
  {
    name: 'help',
    about: 'Prints this help, or that of a command.',
    words: commands.map(({ name }) => name),
  },
]
