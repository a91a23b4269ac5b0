import { choicesOf, type Flag, isBoolean } from '@export-buckets/command-line/flag'
import { type Command, flagsOf } from '../command.ts'
import { commands } from '../commands/index.ts'
import { type OtherCommand, otherCommands } from '../other-commands.ts'

/** A text between single quotes, where fish knows two escapes. */
const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`

const after = (name: string) => `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`

function valueOptions(flag: Flag): string[] {
  if (isBoolean(flag)) return []
  if (flag.value === 'FILE') return ['-r -F']
  const choices = choicesOf(flag)
  return choices === undefined ? ['-x'] : ['-x', `-a ${quoted(choices.join(' '))}`]
}

function flagLine({ name: command }: Command, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-s ${flag.short}`]
  const options = [...short, `-l ${flag.name}`, ...valueOptions(flag), `-d ${quoted(flag.about)}`]
  return `complete -c export-buckets ${after(command)} ${options.join(' ')}`
}

function wordsLine({ name, words }: OtherCommand): string[] {
  if (words.length === 0) return []
  return [`complete -c export-buckets ${after(name)} -a ${quoted(words.join(' '))}`]
}

/** A script to source, or to put into `~/.config/fish/completions/export-buckets.fish`. */
export function fish(): string {
  const first = [...commands, ...otherCommands].map(
    ({ name, about }) =>
      `complete -c export-buckets -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
  )
  const flags = commands.flatMap((command) =>
    flagsOf(command).map((flag) => flagLine(command, flag)),
  )
  const lines = [...first, ...flags, ...otherCommands.flatMap(wordsLine)]
  return `complete -c export-buckets -f\n${lines.join('\n')}\n`
}
