import { choicesOf, type Flag, isBoolean } from '@export-buckets/command-line/flag'
import { flagsOf } from '../command.ts'
import { commands } from '../commands/index.ts'
import { otherCommands } from '../other-commands.ts'

const offer = (words: readonly string[] | undefined) => `words='${words?.join(' ') ?? ''}'`

/** A file is one word, whatever is in its name; bash 3 has no `compopt`. */
const offerFiles =
  'local IFS=$\'\\n\'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return'

/** What completes the value of a flag; a boolean one needs no value, so that another flag may follow it without a `=`. */
function valueCase(command: string, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-${flag.short}`]
  const apart = isBoolean(flag) ? [] : [`--${flag.name}`, ...short]
  const pattern = [...apart, `--${flag.name}=`].map((name) => `"${command} ${name}"`).join('|')
  const offered = flag.value === 'FILE' ? offerFiles : offer(choicesOf(flag))
  return `    ${pattern}) ${offered} ;;`
}

/** A script for bash 3.2 and later. */
export function bash(): string {
  const names = [...commands, ...otherCommands].map(({ name }) => name)
  const values = commands.flatMap((command) =>
    flagsOf(command).map((flag) => valueCase(command.name, flag)),
  )
  const flags = commands.map((command) => {
    const all = flagsOf(command).map(({ name }) => `--${name}`)
    return `    "${command.name} "*) ${offer(all)} ;;`
  })
  const others = otherCommands.map(({ name, words }) => `    "${name} "*) ${offer(words)} ;;`)
  // What is typed as `--flag=value` are three words to bash, two while there is no value, and one before bash 4.
  return `_export_buckets() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=
  case "$word" in
    =) word= before="$before=" ;;
    --*=*) before="\${word%%=*}=" word="\${word#*=}" ;;
    *) if [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD-2]}="; fi ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then ${offer(names)}
  else case "\${COMP_WORDS[1]} $before" in
${[...values, '    *=) ;;', ...flags, ...others].join('\n')}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _export_buckets export-buckets
`
}
