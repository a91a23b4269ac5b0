import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/flag'
import { commandFlags } from '../command.ts'
import { commands } from '../commands/index.ts'
import { metaCommands } from '../meta-commands.ts'

const completeWords = (words: readonly string[] | undefined) => `words='${words?.join(' ') ?? ''}'`

/** A file is one word, whatever is in its name; bash 3 has no `compopt`. */
const completeFiles =
  'local IFS=$\'\\n\'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return'

/** What completes the value of a flag; a boolean one needs no value, so that another flag may follow it without a `=`. */
function valueCase(command: string, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-${flag.short}`]
  const separateNames = isBoolean(flag) ? [] : [`--${flag.name}`, ...short]
  const pattern = [...separateNames, `--${flag.name}=`]
    .map((name) => `"${command} ${name}"`)
    .join('|')
  const completion = flag.valueName === 'FILE' ? completeFiles : completeWords(getChoices(flag))
  return `    ${pattern}) ${completion} ;;`
}

/** A script for bash 3.2 and later. */
export function bashCompletion(): string {
  const commandNames = [...commands, ...metaCommands].map(({ name }) => name)
  const valueCases = commands.flatMap((command) =>
    commandFlags(command).map((flag) => valueCase(command.name, flag)),
  )
  const flagCases = commands.map((command) => {
    const flagNames = commandFlags(command).map(({ name }) => `--${name}`)
    return `    "${command.name} "*) ${completeWords(flagNames)} ;;`
  })
  const metaCommandCases = metaCommands.map(
    ({ name, choices }) => `    "${name} "*) ${completeWords(choices)} ;;`,
  )
  // What is typed as `--flag=value` are three words to bash, two while there is no value, and one before bash 4.
  return `_export_buckets() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=
  case "$word" in
    =) word= before="$before=" ;;
    --*=*) before="\${word%%=*}=" word="\${word#*=}" ;;
    *) if [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD-2]}="; fi ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then ${completeWords(commandNames)}
  else case "\${COMP_WORDS[1]} $before" in
${[...valueCases, '    *=) ;;', ...flagCases, ...metaCommandCases].join('\n')}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _export_buckets export-buckets
`
}
