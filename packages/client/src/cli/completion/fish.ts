import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/flag'
import { type Command, commandFlags } from '../command.ts'
import { commands } from '../commands/index.ts'
import { type MetaCommand, metaCommands } from '../meta-commands.ts'

/** A text between single quotes, where fish knows two escapes. */
const quote = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`

const subcommandCondition = (name: string) => `-n ${quote(`__fish_seen_subcommand_from ${name}`)}`

function valueOptions(flag: Flag): string[] {
  if (isBoolean(flag)) return []
  if (flag.valueName === 'FILE') return ['-r -F']
  const choices = getChoices(flag)
  return choices === undefined ? ['-x'] : ['-x', `-a ${quote(choices.join(' '))}`]
}

function flagLine({ name: command }: Command, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-s ${flag.short}`]
  const options = [
    ...short,
    `-l ${flag.name}`,
    ...valueOptions(flag),
    `-d ${quote(flag.description)}`,
  ]
  return `complete -c export-buckets ${subcommandCondition(command)} ${options.join(' ')}`
}

function toChoiceLines({ name, choices }: MetaCommand): string[] {
  if (choices.length === 0) return []
  return [`complete -c export-buckets ${subcommandCondition(name)} -a ${quote(choices.join(' '))}`]
}

/** A script to source, or to put into `~/.config/fish/completions/export-buckets.fish`. */
export function fishCompletion(): string {
  const commandLines = [...commands, ...metaCommands].map(
    ({ name, description }) =>
      `complete -c export-buckets -n __fish_use_subcommand -a ${name} -d ${quote(description)}`,
  )
  const flagLines = commands.flatMap((command) =>
    commandFlags(command).map((flag) => flagLine(command, flag)),
  )
  const lines = [...commandLines, ...flagLines, ...metaCommands.flatMap(toChoiceLines)]
  return `complete -c export-buckets -f\n${lines.join('\n')}\n`
}
