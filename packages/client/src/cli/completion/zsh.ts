import { choicesOf, type Flag, isBoolean } from '@export-buckets/command-line/flag'
import { type Command, flagsOf } from '../command.ts'
import { commands } from '../commands/index.ts'
import { type OtherCommand, otherCommands } from '../other-commands.ts'

/** A text between single quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A description within a specification of `_arguments` or `_describe`, which give these characters a meaning. */
const described = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')

/** The specification of a flag: see "_arguments" in zshcompsys(1). */
function specification(flag: Flag): string[] {
  const choices = choicesOf(flag)?.join(' ')
  const values = flag.value === 'FILE' ? '_files' : choices === undefined ? ' ' : `(${choices})`
  const value = isBoolean(flag) ? '' : `:${flag.value}:${values}`
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const others = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((name) => quoted(`${others}${name}[${described(flag.about)}]${value}`))
}

function commandCase(command: Command): string {
  const specifications = flagsOf(command).flatMap(specification)
  return `    ${command.name}) _arguments ${specifications.join(' ')} ;;`
}

function otherCase({ name, words }: OtherCommand): string {
  return `    ${name}) compadd -- ${words.join(' ')} ;;`
}

/** A script to source, or to put into a folder of `fpath` as `_export-buckets`. */
export function zsh(): string {
  const all = [...commands, ...otherCommands]
  const descriptions = all.map(({ name, about }) => quoted(`${name}:${described(about)}`))
  return `#compdef export-buckets
_export_buckets() {
  local -a commands=(${descriptions.join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${[...commands.map(commandCase), ...otherCommands.map(otherCase)].join('\n')}
  esac
}
if [ "$funcstack[1]" = _export-buckets ]; then _export_buckets "$@"; else compdef _export_buckets export-buckets; fi
`
}
