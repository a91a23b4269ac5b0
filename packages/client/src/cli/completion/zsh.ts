import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/arguments'
import type { CommandHelp } from '@export-buckets/cli-kit/help'
import { type Commands, listArgumentCommands, listNextWords, type NextWords } from './commands.ts'

/** Quotes a text: zsh has no escapes between single quotes. */
const quoteForZsh = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** Escapes the characters that `_arguments` and `_describe` interpret in a description. */
const escapeDescription = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')

/** Returns the action that completes the value of a flag. A space completes nothing. */
function zshAction(flag: Flag): string {
  if (flag.valueName === 'FILE') return '_files'
  const choices = getChoices(flag)
  return choices === undefined ? ' ' : `(${choices.join(' ')})`
}

/** Returns the specifications of a flag: see "_arguments" in zshcompsys(1). */
function zshArgumentSpecs(flag: Flag): string[] {
  const value = isBoolean(flag) ? '' : `:${flag.valueName}:${zshAction(flag)}`
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const exclusions = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((name) =>
    quoteForZsh(`${exclusions}${name}[${escapeDescription(flag.description)}]${value}`),
  )
}

function zshCommandCase({ name, flags, positional }: CommandHelp): string {
  const depth = name.split(' ').length
  const completion =
    flags.length > 0
      ? `_arguments ${flags.flatMap(zshArgumentSpecs).join(' ')}`
      : `compadd -- ${positional?.choices?.join(' ')}`
  // The functions of zsh expect the name of the command as the first word.
  return `    '${name} '*) shift ${depth} words; (( CURRENT -= ${depth} )); ${completion} ;;`
}

function zshNameCase({ before, words }: NextWords): string {
  const names = [...words].map(([word, description]) =>
    quoteForZsh(`${word}:${escapeDescription(description)}`),
  )
  return `    '${before}') names=(${names.join(' ')}); _describe command names; return ;;`
}

/** Returns a script to source, or to save as `_export-buckets` in a folder of `fpath`. */
export function zshCompletion(commands: Commands): string {
  return `#compdef export-buckets
_export_buckets() {
  local line="\${(j: :)words[2,CURRENT-1]}"
  local -a names
  case $line in
${listNextWords(commands).map(zshNameCase).join('\n')}
  esac
  case "$line " in
${listArgumentCommands(commands).map(zshCommandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _export-buckets ]; then _export_buckets "$@"; else compdef _export_buckets export-buckets; fi
`
}
