import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/arguments'
import { type Commands, listArgumentCommands, listNextWords } from './commands.ts'

const completeWords = (words: Iterable<string>) => `words='${[...words].join(' ')}'`

/** Splits on newlines, so that a file name with spaces is one word. Bash 3 has no `compopt`. */
const completeFiles =
  'local IFS=$\'\\n\'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return'

/** Returns the case that completes the value of a flag. A boolean flag takes a value only after `=`. */
function bashValueCase(command: string, flag: Flag): string {
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const separate = isBoolean(flag) ? [] : names.map((name) => `"${command} "*" ${name}"`)
  const pattern = [...separate, `"${command} "*"--${flag.name}="`].join('|')
  const completion =
    flag.valueName === 'FILE' ? completeFiles : completeWords(getChoices(flag) ?? [])
  return `    ${pattern}) ${completion} ;;`
}

/** Returns a script for bash 3.2 and later. */
export function bashCompletion(commands: Commands): string {
  const nameCases = listNextWords(commands).map(
    ({ before, words }) => `    '${before}') ${completeWords(words.keys())} ;;`,
  )
  const argumentCommands = listArgumentCommands(commands)
  const valueCases = argumentCommands.flatMap(({ name, flags }) =>
    flags.map((flag) => bashValueCase(name, flag)),
  )
  const wordCases = argumentCommands.map(({ name, flags, positional }) => {
    const flagNames = flags.map((flag) => `--${flag.name}`)
    return `    "${name} "*) ${completeWords([...flagNames, ...(positional?.choices ?? [])])} ;;`
  })
  // `--flag=value` is three words in bash 4 and later, two without the value, and one word in bash 3.
  return `_export_buckets() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=
  local line="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  case "$word" in
    =) word= before="$before=" ;;
    --*=*) before="\${word%%=*}=" word="\${word#*=}" ;;
    *) if [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD-2]}="; fi ;;
  esac
  case "$line" in
${nameCases.join('\n')}
    *) case "$line $before" in
${[...valueCases, '    *=) ;;', ...wordCases].join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _export_buckets export-buckets
`
}
