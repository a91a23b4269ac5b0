import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/flag'
import { type Command, commandFlags } from '../command.ts'
import { commands } from '../commands/index.ts'
import { type MetaCommand, metaCommands } from '../meta-commands.ts'

/** A text between single quotes. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A description within a specification of `_arguments` or `_describe`, which give these characters a meaning. */
const escapeDescription = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')

/** The specification of a flag: see "_arguments" in zshcompsys(1). */
function argumentSpecs(flag: Flag): string[] {
  const choices = getChoices(flag)?.join(' ')
  const values = flag.valueName === 'FILE' ? '_files' : choices === undefined ? ' ' : `(${choices})`
  const value = isBoolean(flag) ? '' : `:${flag.valueName}:${values}`
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const exclusions = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((name) =>
    quote(`${exclusions}${name}[${escapeDescription(flag.description)}]${value}`),
  )
}

function commandCase(command: Command): string {
  const specs = commandFlags(command).flatMap(argumentSpecs)
  return `    ${command.name}) _arguments ${specs.join(' ')} ;;`
}

function metaCommandCase({ name, choices }: MetaCommand): string {
  return `    ${name}) compadd -- ${choices.join(' ')} ;;`
}

/** A script to source, or to put into a folder of `fpath` as `_export-buckets`. */
export function zshCompletion(): string {
  const allCommands = [...commands, ...metaCommands]
  const descriptions = allCommands.map(({ name, description }) =>
    quote(`${name}:${escapeDescription(description)}`),
  )
  return `#compdef export-buckets
_export_buckets() {
  local -a commands=(${descriptions.join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${[...commands.map(commandCase), ...metaCommands.map(metaCommandCase)].join('\n')}
  esac
}
if [ "$funcstack[1]" = _export-buckets ]; then _export_buckets "$@"; else compdef _export_buckets export-buckets; fi
`
}
