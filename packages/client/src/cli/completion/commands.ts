import type { CommandHelp } from '@export-buckets/cli-kit/help'

/** The commands of the program. */
export type Commands = readonly CommandHelp[]

/** The words that can follow the beginning of a command line, with their descriptions. */
export interface NextWords {
  /** The words before, without the program. */
  readonly before: string
  readonly words: ReadonlyMap<string, string>
}

/** Returns the words that complete the name of a command, after each beginning of a name. `help` has names as well. */
export function listNextWords(commands: Commands): NextWords[] {
  const wordsByBefore = new Map<string, Map<string, string>>()
  const add = (before: string, word: string, description: string) => {
    const words = wordsByBefore.get(before) ?? new Map<string, string>()
    wordsByBefore.set(before, words.set(word, description))
  }
  for (const { name, description } of commands) {
    const [first = '', second] = name.split(' ')
    const [firstLine = ''] = description.split('\n')
    const group = `Commands on a ${first}.`
    for (const prefix of ['', 'help']) {
      add(prefix, first, second === undefined ? firstLine : group)
      if (second !== undefined) add(`${prefix} ${first}`.trim(), second, firstLine)
    }
  }
  return [...wordsByBefore].map(([before, words]) => ({ before, words }))
}

/** Returns the commands that have flags or a positional argument with choices. `help` is completed by names. */
export function listArgumentCommands(commands: Commands): Commands {
  return commands.filter(
    ({ flags, positional }) => flags.length > 0 || positional?.choices !== undefined,
  )
}
